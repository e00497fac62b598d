import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSession } from '../../app/session';
import { home } from '../../strings/home';
import { CodeBlock } from '../../ui/CodeBlock';
import { CopyText } from '../../ui/CopyText';

const text = home.endpoints;

/** Where other clients find the same server. */
export function Endpoints() {
  const session = useSession();
  return (
    <Container header={<Header variant="h2">{text.title}</Header>}>
      <SpaceBetween size="l">
        <KeyValuePairs
          columns={2}
          items={[
            { label: text.api, value: <CopyText text={session.Endpoint} /> },
            { label: text.console, value: <CopyText text={window.location.origin} /> },
            { label: text.region, value: <CopyText text={session.Region} /> },
            { label: text.account, value: <CopyText text={session.Account} /> },
          ]}
        />
        <div>
          <Box variant="awsui-key-label">{text.shell}</Box>
          <Box color="text-body-secondary">{text.shellHelp}</Box>
          <CodeBlock text={'eval "$(tenon env)"'} />
          <Box color="text-body-secondary">{text.try}</Box>
          <CodeBlock text={'aws s3 ls\naws glue get-databases'} />
        </div>
      </SpaceBetween>
    </Container>
  );
}
