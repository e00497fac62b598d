import { useEffect } from 'react';
import { dropDraft, writeDraft, writePlaces } from './draft';
import { selectIsNew, selectUnsaved, useEditor, useEditorStore, type EditorState } from './store';

const selectDocument = (state: EditorState) => state.history.present;
const selectOpened = (state: EditorState) =>
  state.history.past.length === 0 && state.history.future.length === 0;

/** Keeps what is not saved in this browser, half a second after each edit. */
export function useDraft(): void {
  const store = useEditorStore();
  const document = useEditor(selectDocument);
  const unsaved = useEditor(selectUnsaved);
  const isNew = useEditor(selectIsNew);
  const untouched = useEditor(selectOpened);
  useEffect(() => {
    if (untouched) return;
    const name = isNew ? '' : String(document.job.Name);
    const timer = setTimeout(() => {
      if (unsaved) void writeDraft(name, { document, at: Date.now() });
      else void dropDraft(name);
      if (!isNew) void writePlaces(name, document.positions);
    }, 500);
    return () => clearTimeout(timer);
  }, [store, document, unsaved, isNew, untouched]);
}
