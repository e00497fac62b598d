import { isObject, nameOf, type GraphNodes, type Json } from './graph';

/** How far one node of a job has read. */
export interface BookmarkRow {
  /** What the bookmark calls it, which is unique. */
  key: string;
  /** What people call it: the node's name where it is one of the graph. */
  node: string;
  value: string;
}

/** The JSON of a job's bookmark as rows, in the order of its members. */
export function bookmarkRows(bookmark: string | undefined, nodes: GraphNodes): BookmarkRow[] {
  const value = parsed(bookmark ?? '');
  if (!isObject(value)) return value === null ? [] : [{ key: '', node: '', value: print(value) }];
  return Object.entries(value).map(([key, one]) => {
    const node = nodes[key];
    return { key, node: (node && nameOf(node)) || key, value: print(one) };
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

function print(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
