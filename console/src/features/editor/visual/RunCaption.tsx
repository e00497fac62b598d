import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { Panel, useReactFlow } from '@xyflow/react';
import { useCallback, useEffect } from 'react';
import { nameOf } from '../../../model/graph';
import { canvas as text } from '../../../strings/editor';
import { runText } from '../../../strings/run';
import { selectNodes, useEditor, useEditorStore } from '../store';
import type { Overlay } from './VisualTab';

/** Why a run has failed, and at which node if the message names one. */
export interface RunFailure {
  runId: string;
  message: string;
  node: string | undefined;
  /** Of a run that was started here, until its node has been opened. */
  onOpened: (() => void) | null;
}

/** What the canvas shows, at its lower edge; of a run that has failed, why and where. */
export function RunCaption({ overlay }: { overlay: Overlay }) {
  const { caption, fraction, failure, onHide } = overlay;
  const open = useOpenNode();
  useOpenFailure(failure, open);
  const nodes = useEditor(selectNodes);
  if (caption === null) return null;
  const node = failure?.node;
  return (
    <Panel position="bottom-left" className="job-run">
      {failure && (
        <Alert
          type="error"
          header={node === undefined ? runText.failed : runText.failedAt(nameOf(nodes[node] ?? {}))}
          action={node !== undefined && <Button onClick={() => open(node)}>{runText.open}</Button>}
        >
          <span className="job-run-message">{failure.message}</span>
        </Alert>
      )}
      <div className="job-run-caption">
        <span role="status">{caption}</span>
        {fraction !== null && <progress aria-label={caption} max={1} value={fraction} />}
        <Button variant="icon" iconName="close" ariaLabel={text.hideRun} onClick={onHide} />
      </div>
    </Panel>
  );
}

/** Selects a node, which opens its settings, and brings it into view. */
function useOpenNode(): (id: string) => void {
  const store = useEditorStore();
  const flow = useReactFlow();
  return useCallback(
    (id: string) => {
      store.select([id]);
      void flow.fitView({ nodes: [{ id }], maxZoom: 1, duration: 200 });
    },
    [store, flow],
  );
}

/** Opens the node at which a run has failed that was started here. */
function useOpenFailure(failure: RunFailure | null, open: (id: string) => void): void {
  useEffect(() => {
    if (failure?.node === undefined || !failure.onOpened) return;
    open(failure.node);
    failure.onOpened();
  }, [failure, open]);
}
