import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import { Panel, useReactFlow } from '@xyflow/react';
import { useState } from 'react';
import { errorMessage } from '../../../api/error';
import { deleteNodes } from '../../../model/edits';
import { canvas as text } from '../../../strings/editor';
import { notify } from '../../../ui/notifications';
import { layoutGraph } from '../../../workers/layout';
import { FIT } from './fit';
import { useKinds } from '../kinds';
import { selectCanRedo, selectCanUndo, selectSelection, useEditor, useEditorStore } from '../store';

/** The buttons at the right of the canvas. */
export function Toolbar() {
  const store = useEditorStore();
  const kinds = useKinds();
  const flow = useReactFlow();
  const selection = useEditor(selectSelection);
  const canUndo = useEditor(selectCanUndo);
  const canRedo = useEditor(selectCanRedo);
  const { busy, layOut } = useLayout();
  const button = (
    iconName: ButtonProps['iconName'],
    label: string,
    onClick: () => void,
    on = true,
  ) => (
    <Button variant="icon" iconName={iconName} ariaLabel={label} disabled={!on} onClick={onClick} />
  );

  return (
    <Panel position="top-right">
      <div
        className="job-toolbar"
        role="toolbar"
        aria-label={text.toolbar}
        aria-orientation="vertical"
      >
        {button('zoom-in', text.zoomIn, () => void flow.zoomIn())}
        {button('zoom-out', text.zoomOut, () => void flow.zoomOut())}
        {button('zoom-to-fit', text.fit, () => void flow.fitView(FIT))}
        {button(
          'remove',
          text.remove,
          () => store.edit(nodes => deleteNodes(nodes, kinds, store.get().selection)),
          selection.length > 0,
        )}
        {button('undo', text.undo, () => store.undo(), canUndo)}
        {button('redo', text.redo, () => store.redo(), canRedo)}
        {button('grid-view', text.layout, () => void layOut(false), !busy)}
        {button('view-horizontal', text.turn, () => void layOut(true), !busy)}
      </div>
    </Panel>
  );
}

function useLayout() {
  const store = useEditorStore();
  const flow = useReactFlow();
  const [busy, setBusy] = useState(false);
  const layOut = async (turn: boolean) => {
    setBusy(true);
    try {
      const old = store.get().direction;
      const direction = turn ? (old === 'DOWN' ? 'RIGHT' : 'DOWN') : old;
      const positions = await layoutGraph(store.document().nodes, direction);
      store.setDirection(direction);
      store.arrange(positions);
      requestAnimationFrame(() => void flow.fitView(FIT));
    } catch (error) {
      notify({
        id: 'layout',
        type: 'error',
        header: text.layoutFailed,
        content: errorMessage(error),
      });
    } finally {
      setBusy(false);
    }
  };
  return { busy, layOut };
}
