import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { GraphProblem } from '../../../api/tenon-graph';
import { applyEdits } from '../../../model/edits';
import { problems as text } from '../../../strings/editor';
import { useEditorStore } from '../store';

/** What is wrong with a node, each with its ways to mend it as buttons. */
export function Problems(props: { problems: readonly GraphProblem[]; without?: string[] }) {
  const store = useEditorStore();
  return (
    <SpaceBetween size="s">
      {props.problems.map((problem, at) => {
        const fixes = (problem.Fixes ?? []).filter(fix => !props.without?.includes(fix.Title));
        return (
          <Alert
            key={at}
            type={problem.Severity === 'ERROR' ? 'error' : 'warning'}
            header={text.header[problem.Severity]}
          >
            <SpaceBetween size="xs">
              <span>{problem.Message}</span>
              {fixes.map(fix => (
                <Button
                  key={fix.Title}
                  onClick={() => store.edit(nodes => applyEdits(nodes, fix.Edits))}
                >
                  {fix.Title}
                </Button>
              ))}
            </SpaceBetween>
          </Alert>
        );
      })}
    </SpaceBetween>
  );
}
