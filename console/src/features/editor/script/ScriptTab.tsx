import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorMessage } from '../../../api/error';
import { tenonGraph } from '../../../api/tenon-graph';
import { scriptOf } from '../../../model/script';
import { editor } from '../../../strings/editor';
import { script as text } from '../../../strings/script';
import { Loading } from '../../../ui/Loading';
import { SqlEditor } from '../../../ui/SqlEditor';
import { selectNodes, useEditor } from '../store';
import { useSettled } from '../use-validation';

/** The SQL that the engine runs for the graph, to be read and copied. */
export function ScriptTab() {
  const nodes = useSettled(useEditor(selectNodes), 150);
  const [which, setWhich] = useState('optimized');
  const empty = Object.keys(nodes).length === 0;
  const plan = useQuery({
    queryKey: ['explain', nodes],
    enabled: !empty,
    queryFn: ({ signal }) => tenonGraph('ExplainJob', { CodeGenConfigurationNodes: nodes }, signal),
    placeholderData: keepPreviousData,
  });
  if (empty) return <Box padding="l">{text.empty}</Box>;
  if (plan.isError) {
    return (
      <Alert type="warning" header={text.failed}>
        {errorMessage(plan.error)}
      </Alert>
    );
  }
  if (!plan.data) return <Loading text={text.loading} />;
  const code = scriptOf(which === 'drawn' ? plan.data.Drawn : plan.data.Optimized);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={text.explain}
          counter={`(${text.locked})`}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <SegmentedControl
                label={text.which}
                selectedId={which}
                options={[
                  { id: 'optimized', text: text.optimized },
                  { id: 'drawn', text: text.drawn },
                ]}
                onChange={({ detail }) => setWhich(detail.selectedId)}
              />
              <CopyToClipboard
                copyButtonText={editor.copy}
                copySuccessText={editor.copied}
                copyErrorText={editor.copyFailed}
                textToCopy={code}
              />
            </SpaceBetween>
          }
        >
          {text.header}
        </Header>
      }
    >
      <SpaceBetween size="s">
        {plan.data.Changes.length > 0 && (
          <ExpandableSection headerText={text.changes}>
            <ul>
              {plan.data.Changes.map(change => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          </ExpandableSection>
        )}
        <SqlEditor value={code} label={text.header} readOnly maxHeight="none" />
      </SpaceBetween>
    </Container>
  );
}
