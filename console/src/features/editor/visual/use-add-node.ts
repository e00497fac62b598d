import { useCallback } from 'react';
import { addNode } from '../../../model/edits';
import type { PaletteEntry } from '../../../model/kinds';
import { useKinds } from '../kinds';
import { useEditorStore } from '../store';

/** Puts a node on the canvas as a child of the selected ones, and selects it. */
export function useAddNode(): (entry: PaletteEntry) => void {
  const store = useEditorStore();
  const kinds = useKinds();
  return useCallback(
    (entry: PaletteEntry) => {
      let id = '';
      store.edit(nodes => {
        const added = addNode(nodes, kinds, entry, [...store.get().selection], Date.now());
        id = added.id;
        return added.nodes;
      });
      store.select([id]);
    },
    [store, kinds],
  );
}
