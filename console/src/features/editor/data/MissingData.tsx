import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { GraphProblem } from '../../../api/tenon-graph';
import { data as text } from '../../../strings/editor';
import { Problems } from '../node/Problems';
import { useEditorStore } from '../store';

/** What has to be mended before a node has data, each at its own node. */
export function MissingData({ errors }: { errors: readonly GraphProblem[] }) {
  const store = useEditorStore();
  return (
    <div className="job-missing" tabIndex={0} role="region" aria-label={text.notYet}>
      <SpaceBetween size="s">
        <Box>{text.notYet}</Box>
        {errors.map((error, at) => (
          <SpaceBetween key={at} size="xxs">
            <Button variant="inline-link" onClick={() => store.select([error.NodeId])}>
              {text.errorAt(error.NodeName || error.NodeId)}
            </Button>
            <Problems problems={[error]} />
          </SpaceBetween>
        ))}
      </SpaceBetween>
    </div>
  );
}
