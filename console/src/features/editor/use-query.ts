import { useCallback, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { selectSelection, useEditor, useEditorStore } from './store';

/** Sets parts of the address's query; null takes one out. */
export type SetQuery = (changes: Readonly<Record<string, string | null>>) => void;

/** The query of the address. Changes that follow each other at once do not undo one another. */
export function useQuery(): [URLSearchParams, SetQuery] {
  const [query, setQuery] = useSearchParams();
  const latest = useRef(query);
  useEffect(() => {
    latest.current = query;
  }, [query]);
  const set = useCallback<SetQuery>(
    changes => {
      const next = new URLSearchParams(latest.current);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null) next.delete(name);
        else next.set(name, value);
      }
      if (next.toString() === latest.current.toString()) return;
      latest.current = next;
      setQuery(next, { replace: true });
    },
    [setQuery],
  );
  return [query, set];
}

/** The selected node is part of the address, both ways. */
export function useSelectionInUrl(query: URLSearchParams, set: SetQuery): void {
  const store = useEditorStore();
  const selection = useEditor(selectSelection);
  const [first] = useState(() => query.get('node'));
  useEffect(() => {
    if (first !== null && first in store.document().nodes) store.select([first]);
  }, [store, first]);
  const id = selection.length === 1 ? (selection[0] ?? null) : null;
  useEffect(() => set({ node: id }), [id, set]);
}
