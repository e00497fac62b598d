import { useEffect } from 'react';
import { copyNodes, pasteNodes, readNodes } from '../../../model/clipboard';
import { deleteNodes } from '../../../model/edits';
import type { KindCatalog } from '../../../model/kinds';
import { useKinds } from '../kinds';
import { useEditorStore, type EditorStore } from '../store';

/** Keys and the clipboard, wherever on the page nothing is being typed. */
export function useShortcuts(): void {
  const store = useEditorStore();
  const kinds = useKinds();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyped(event) || !(event.ctrlKey || event.metaKey)) return;
      if (applyKey(store, event)) event.preventDefault();
    };
    const onCopy = (event: ClipboardEvent) => copy(store, kinds, event);
    const onPaste = (event: ClipboardEvent) => paste(store, event);
    document.addEventListener('keydown', onKey);
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, [store, kinds]);
}

/** Whether the event is of a field, also of one in a shadow root. */
function isTyped(event: Event): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="dialog"] *'))
  );
}

function applyKey(store: EditorStore, event: KeyboardEvent): boolean {
  switch (event.key.toLowerCase()) {
    case 'z':
      if (event.shiftKey) store.redo();
      else store.undo();
      return true;
    case 'y':
      store.redo();
      return true;
    case 'a':
      store.select(Object.keys(store.document().nodes));
      return true;
    default:
      return false;
  }
}

function copy(store: EditorStore, kinds: KindCatalog, event: ClipboardEvent): void {
  const { selection } = store.get();
  const textIsSelected = window.getSelection()?.toString() !== '';
  if (isTyped(event) || textIsSelected || selection.length === 0) return;
  event.clipboardData?.setData('text/plain', copyNodes(store.document().nodes, selection));
  event.preventDefault();
  if (event.type === 'cut') store.edit(nodes => deleteNodes(nodes, kinds, selection));
}

function paste(store: EditorStore, event: ClipboardEvent): void {
  if (isTyped(event)) return;
  const copied = readNodes(event.clipboardData?.getData('text/plain') ?? '');
  if (!copied) return;
  event.preventDefault();
  let ids: string[] = [];
  store.edit(nodes => {
    const pasted = pasteNodes(nodes, copied, Date.now());
    ids = [...pasted.ids.values()];
    return pasted.nodes;
  });
  store.select(ids);
}
