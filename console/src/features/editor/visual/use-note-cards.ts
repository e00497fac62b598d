import { applyNodeChanges, type NodeChange } from '@xyflow/react';
import { useCallback, useState } from 'react';
import { NOTE_HEIGHT, NOTE_WIDTH, type Notes } from '../../../model/notes';
import { notes as text } from '../../../strings/notes';
import { selectNote, selectNotes, useEditor, useEditorStore } from '../store';
import type { NoteFlow } from './NoteCard';

function cardsOf(notes: Notes, selected: string | null, before: readonly NoteFlow[]): NoteFlow[] {
  const old = new Map(before.map(card => [card.id, card]));
  return notes.map(({ Id, Text, X, Y }) => {
    const known = old.get(Id);
    return {
      ...known,
      id: Id,
      type: 'note',
      position: { x: X, y: Y },
      data: known?.data.text === Text ? known.data : { text: Text },
      selected: Id === selected,
      connectable: false,
      width: NOTE_WIDTH,
      height: NOTE_HEIGHT,
      ariaLabel: text.label(Text),
    };
  });
}

/** The notes as the canvas has them. Places change here while a drag lasts. */
export function useNoteCards(): [NoteFlow[], (changes: NodeChange<NoteFlow>[]) => void] {
  const store = useEditorStore();
  const notes = useEditor(selectNotes);
  const selected = useEditor(selectNote);
  const [state, setState] = useState(() => ({
    notes,
    selected,
    cards: cardsOf(notes, selected, []),
  }));
  let current = state;
  if (state.notes !== notes || state.selected !== selected) {
    current = { notes, selected, cards: cardsOf(notes, selected, state.cards) };
    setState(current);
  }
  const onChange = useCallback(
    (changes: NodeChange<NoteFlow>[]) => {
      const kept = changes.filter(change => change.type !== 'remove');
      setState(at => ({ ...at, cards: applyNodeChanges(kept, at.cards) }));
      for (const change of changes) {
        if (change.type !== 'select') continue;
        if (change.selected) store.selectNote(change.id);
        else if (store.get().note === change.id) store.selectNote(null);
      }
    },
    [store],
  );
  return [current.cards, onChange];
}
