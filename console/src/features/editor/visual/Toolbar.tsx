import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import { Panel, useReactFlow } from '@xyflow/react';
import { useState } from 'react';
import { errorMessage } from '../../../api/error';
import { deleteNodes } from '../../../model/edits';
import { addNote, MOST_NOTES, removeNotes } from '../../../model/notes';
import { canvas as text } from '../../../strings/editor';
import { notes as noteText } from '../../../strings/notes';
import { notify } from '../../../ui/notifications';
import { layoutGraph } from '../../../workers/layout';
import { FIT } from './fit';
import { useKinds } from '../kinds';
import {
  selectCanRedo,
  selectCanUndo,
  selectNote,
  selectSelection,
  useEditor,
  useEditorStore,
} from '../store';

/** The buttons at the right of the canvas. */
export function Toolbar() {
  const store = useEditorStore();
  const kinds = useKinds();
  const flow = useReactFlow();
  const selection = useEditor(selectSelection);
  const canUndo = useEditor(selectCanUndo);
  const canRedo = useEditor(selectCanRedo);
  const note = useEditor(selectNote);
  const { busy, layOut } = useLayout();
  const remove = () => {
    if (note !== null) store.editNotes(notes => removeNotes(notes, [note]));
    else store.edit(nodes => deleteNodes(nodes, kinds, store.get().selection));
  };
  const writeNew = () => {
    const { notes, positions } = store.document();
    const added = addNote(notes, positions, Date.now());
    if (!added) {
      notify({ id: 'notes', type: 'warning', content: noteText.most(MOST_NOTES) });
      return;
    }
    store.editNotes(() => added.notes);
    store.selectNote(added.id);
    requestAnimationFrame(() => void flow.fitView(FIT));
  };
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
        {button('edit', noteText.add, writeNew)}
        {button('remove', text.remove, remove, selection.length > 0 || note !== null)}
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
