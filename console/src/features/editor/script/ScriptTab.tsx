import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { errorMessage } from '../../../api/error';
import { editor } from '../../../strings/editor';
import { script as text } from '../../../strings/script';
import { Loading } from '../../../ui/Loading';
import { SqlEditor } from '../../../ui/SqlEditor';
import { useScript, type Which } from './use-script';
import { WhichScript } from './WhichScript';

/** The SQL that the engine runs for the graph, to be read and copied. */
export function ScriptTab() {
  const [which, setWhich] = useState<Which>('optimized');
  const { empty, script, changes, error } = useScript(which);
  if (empty) return <Box padding="l">{text.empty}</Box>;
  if (error) {
    return (
      <Alert type="warning" header={text.failed}>
        {errorMessage(error)}
      </Alert>
    );
  }
  if (!script) return <Loading text={text.loading} />;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={text.explain}
          counter={`(${text.locked})`}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <WhichScript which={which} onChoose={setWhich} />
              <CopyToClipboard
                copyButtonText={editor.copy}
                copySuccessText={editor.copied}
                copyErrorText={editor.copyFailed}
                textToCopy={script.text}
              />
            </SpaceBetween>
          }
        >
          {text.header}
        </Header>
      }
    >
      <SpaceBetween size="s">
        {changes.length > 0 && (
          <ExpandableSection headerText={text.changes}>
            <ul>
              {changes.map(change => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          </ExpandableSection>
        )}
        <SqlEditor value={script.text} label={text.header} readOnly maxHeight="none" />
      </SpaceBetween>
    </Container>
  );
}
