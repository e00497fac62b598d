import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

/** One of the ways to begin. */
export function Tile(props: { title: string; text: string; children: ReactNode }) {
  return (
    <Container fitHeight header={<Header variant="h2">{props.title}</Header>}>
      <SpaceBetween size="m">
        <Box variant="p">{props.text}</Box>
        {props.children}
      </SpaceBetween>
    </Container>
  );
}
