import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { Panel, ReactFlowProvider, useReactFlow, useStore, type Viewport } from '@xyflow/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { errorMessage } from '../../../api/error';
import { inputsOf } from '../../../model/graph';
import { canvas as text } from '../../../strings/editor';
import { script as scriptText } from '../../../strings/script';
import { notify } from '../../../ui/notifications';
import { usePreference } from '../../../ui/preference';
import { layoutGraph } from '../../../workers/layout';
import { DataPane, type PaneSize } from '../data/DataPane';
import { useFillHeight } from '../use-fill-height';
import { NodePanel } from '../node/NodePanel';
import { ScriptPane } from '../script/ScriptPane';
import { selectNodes, useEditor, useEditorStore, type EditorState } from '../store';
import { Canvas, type CanvasMarks } from './Canvas';
import { FIT } from './fit';
import { NodePalette } from './NodePalette';
import { Outline } from './Outline';
import { RunCaption, type RunFailure } from './RunCaption';
import { Toolbar } from './Toolbar';
import { useShortcuts } from './use-shortcuts';

/** What the canvas shows beside the graph: what a run does. */
export interface Overlay extends CanvasMarks {
  /** What the canvas says of it; null while there is none. */
  caption: string | null;
  /** Of a run that lives: the share of its work that is done. */
  fraction: number | null;
  failure: RunFailure | null;
  onHide: () => void;
}

type Side = 'add' | 'outline' | null;

/** Canvas in the middle, nodes to add at the left, script and settings at the right, data below. */
export function VisualTab({ overlay }: { overlay: Overlay }) {
  const [size, setSize] = usePreference<PaneSize>('editor-data-pane', 'normal');
  const empty = Object.keys(useEditor(selectNodes)).length === 0;
  const [side, setSide] = useState<Side>(empty ? 'add' : null);
  const [script, setScript] = usePreference('editor-script-beside', false);
  const fill = useFillHeight();
  useShortcuts();
  return (
    <ReactFlowProvider>
      <div
        ref={fill.ref}
        style={{ height: fill.height }}
        className={`job-visual job-visual-${size}${side ? ' job-visual-side' : ''}${script ? ' job-visual-script' : ''}`}
      >
        {side === 'add' && <NodePalette onClose={() => setSide(null)} />}
        {side === 'outline' && <Outline onClose={() => setSide(null)} />}
        <div className="job-canvas">
          <Canvas marks={overlay}>
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
                <Button
                  iconName="script"
                  ariaLabel={scriptText.beside}
                  ariaExpanded={script}
                  onClick={() => setScript(!script)}
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
            <RunCaption overlay={overlay} />
            <Toolbar />
            <FollowGraph />
          </Canvas>
        </div>
        {script && <ScriptPane onClose={() => setScript(false)} />}
        <DataPane size={size} onResize={setSize} />
        <NodePanel />
      </div>
    </ReactFlowProvider>
  );
}

const selectFree = (state: EditorState) => state.free;

const selectSize = (state: { width: number; height: number }) => `${state.width} ${state.height}`;

/**
 * Brings the whole graph into view, and keeps it there when the canvas gets another size, until
 * somebody zooms or moves it.
 */
function useFit(): () => void {
  const flow = useReactFlow();
  const size = useStore(selectSize);
  const latest = useRef(size);
  const fitted = useRef<Viewport>(undefined);
  const fit = useCallback(() => {
    const start = latest.current;
    void flow.fitView({ ...FIT, duration: 150 }).then(() => {
      fitted.current = flow.getViewport();
      if (latest.current !== start) fit();
    });
  }, [flow]);
  useEffect(() => {
    latest.current = size;
    const at = flow.getViewport();
    const own = fitted.current;
    if (own && own.x === at.x && own.y === at.y && own.zoom === at.zoom) fit();
  }, [flow, fit, size]);
  return fit;
}

/**
 * Brings new nodes into view. As long as nobody has moved a node by hand, the layout follows each
 * change of the graph's shape.
 */
function FollowGraph() {
  const store = useEditorStore();
  const fitAll = useFit();
  const nodes = useEditor(selectNodes);
  const free = useEditor(selectFree);
  const shape = Object.entries(nodes)
    .map(([id, node]) => `${id}<${inputsOf(node).join()}`)
    .join(';');
  const known = useRef('');
  const [laidOut, setLaidOut] = useState(0);
  useEffect(() => {
    if (known.current === shape) return;
    const ids = Object.keys(store.document().nodes);
    let gone = false;
    const fit = () => {
      if (!gone) fitAll();
    };
    const timer = setTimeout(() => {
      known.current = shape; // only now: another run of this effect clears the timer
      if (!free) {
        if (ids.length <= 30) fit();
        return;
      }
      layoutGraph(store.document().nodes, store.get().direction)
        .then(positions => {
          if (gone) return;
          store.place(positions);
          setLaidOut(ids.length);
          requestAnimationFrame(fit);
        })
        .catch((error: unknown) =>
          notify({
            id: 'layout',
            type: 'error',
            header: text.layoutFailed,
            content: errorMessage(error),
          }),
        );
    }, 30);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [store, fitAll, shape, free]);
  return <LiveRegion hidden>{laidOut > 0 && text.laidOut(laidOut)}</LiveRegion>;
}
