import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { Panel, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { errorMessage } from '../../../api/error';
import type { NodeCount } from '../../../model/run-report';
import { canvas as text } from '../../../strings/editor';
import { notify } from '../../../ui/notifications';
import { usePreference } from '../../../ui/preference';
import { layoutGraph } from '../../../workers/layout';
import { DataPane, type PaneSize } from '../data/DataPane';
import { NodePanel } from '../node/NodePanel';
import { selectNodes, useEditor, useEditorStore } from '../store';
import { Canvas } from './Canvas';
import { NodePalette } from './NodePalette';
import { Outline } from './Outline';
import { Toolbar } from './Toolbar';
import { useShortcuts } from './use-shortcuts';

export interface ShownRun {
  counts: ReadonlyMap<string, NodeCount>;
  /** What the canvas says of the run; null while none is shown. */
  caption: string | null;
  onHide: () => void;
}

type Side = 'add' | 'outline' | null;

/** Canvas in the middle, nodes to add at the left, settings at the right, data below. */
export function VisualTab(props: { run: ShownRun; unplaced: boolean; onPlaced: () => void }) {
  const [size, setSize] = usePreference<PaneSize>('editor-data-pane', 'normal');
  const empty = Object.keys(useEditor(selectNodes)).length === 0;
  const [side, setSide] = useState<Side>(empty ? 'add' : null);
  useShortcuts();
  return (
    <ReactFlowProvider>
      <div className={`job-visual job-visual-${size}${side ? ' job-visual-side' : ''}`}>
        {side === 'add' && <NodePalette onClose={() => setSide(null)} />}
        {side === 'outline' && <Outline onClose={() => setSide(null)} />}
        <div className="job-canvas">
          <Canvas counts={props.run.counts}>
            <Panel position="top-left">
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  variant="primary"
                  iconName="add-plus"
                  ariaLabel={text.add}
                  ariaExpanded={side === 'add'}
                  onClick={() => setSide(side === 'add' ? null : 'add')}
                />
                <Button
                  iconName="list-view"
                  ariaLabel={text.outline}
                  ariaExpanded={side === 'outline'}
                  onClick={() => setSide(side === 'outline' ? null : 'outline')}
                />
              </SpaceBetween>
            </Panel>
            {empty && (
              <Panel position="top-center">
                <Box padding="l" color="text-body-secondary">
                  {text.empty}
                </Box>
              </Panel>
            )}
            {props.run.caption !== null && (
              <Panel position="bottom-left">
                <div className="job-run-caption">
                  <span role="status">{props.run.caption}</span>
                  <Button
                    variant="icon"
                    iconName="close"
                    ariaLabel={text.hideRun}
                    onClick={props.run.onHide}
                  />
                </div>
              </Panel>
            )}
            <Toolbar />
            {props.unplaced && <FirstLayout onPlaced={props.onPlaced} />}
          </Canvas>
        </div>
        <DataPane size={size} onResize={setSize} />
        <NodePanel />
      </div>
    </ReactFlowProvider>
  );
}

/** Lays out a job that this browser has no places of. */
function FirstLayout({ onPlaced }: { onPlaced: () => void }) {
  const store = useEditorStore();
  const flow = useReactFlow();
  useEffect(() => {
    let gone = false;
    layoutGraph(store.document().nodes, store.get().direction)
      .then(positions => {
        if (gone) return;
        store.place(positions);
        requestAnimationFrame(() => void flow.fitView({ padding: 0.15, maxZoom: 1 }));
        onPlaced();
      })
      .catch((error: unknown) =>
        notify({
          id: 'layout',
          type: 'error',
          header: text.layoutFailed,
          content: errorMessage(error),
        }),
      );
    return () => {
      gone = true;
    };
  }, [store, flow, onPlaced]);
  return null;
}
