import { isObject, nameOf, type GraphNodes, type Json } from './graph';

/** How far one node of a job has read. */
export interface BookmarkRow {
  /** The id of the node, which it has in the bookmark. */
  id: string;
  /** What people call it: the node's name where it is one of the graph. */
  node: string;
  table: string;
  /** The column that grows with each new row. */
  column: string;
  /** "" where no row has been read yet. */
  value: string;
}

/** The JSON of a job's bookmark as rows, in the order of its members. */
export function bookmarkRows(bookmark: string | undefined, nodes: GraphNodes): BookmarkRow[] {
  const value = parsed(bookmark ?? '');
  if (value === null) return [];
  if (!isObject(value)) return [{ id: '', node: '', table: '', column: '', value: print(value) }];
  return Object.entries(value).map(([id, state]) => {
    const node = nodes[id];
    const name = (node && nameOf(node)) || id;
    if (!isObject(state)) return { id, node: name, table: '', column: '', value: print(state) };
    const { Table, Key, Value } = state;
    return { id, node: name, table: print(Table), column: print(Key), value: print(Value) };
  });
}

/** Nothing where there is no bookmark; what is no JSON is shown as it is. */
function parsed(text: string): Json {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function print(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
