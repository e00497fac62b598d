import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

/** What stands where a list has nothing to show, and what to do about it. */
export function EmptyState(props: {
  title: string;
  text?: string | undefined;
  children?: ReactNode;
}) {
  return (
    <Box margin={{ vertical: 'xs' }} textAlign="center" color="inherit">
      <SpaceBetween size="m">
        <div>
          <b>{props.title}</b>
          {props.text && (
            <Box variant="p" color="inherit">
              {props.text}
            </Box>
          )}
        </div>
        {props.children}
      </SpaceBetween>
    </Box>
  );
}
