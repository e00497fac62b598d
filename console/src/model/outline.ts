import {
  kindOf,
  nameOf,
  parametersOf,
  topologicalOrder,
  type GraphNodes,
  type Json,
} from './graph';
import type { Category, KindCatalog } from './kinds';

/** The nodes as a list: sources first, each node after its inputs. */
export interface OutlineEntry {
  id: string;
  name: string;
  title: string;
  category: Category;
}

export function outlineOf(nodes: GraphNodes, catalog: KindCatalog): OutlineEntry[] {
  return topologicalOrder(nodes).flatMap(id => {
    const node = nodes[id];
    if (!node) return [];
    const kind = kindOf(node);
    return {
      id,
      name: nameOf(node),
      title: catalog.titleOf(kind, parametersOf(node)),
      category: catalog.find(kind)?.Category ?? 'TRANSFORM',
    };
  });
}

function mentions(value: Json, text: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(text);
  if (Array.isArray(value)) return value.some(item => mentions(item, text));
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(item => mentions(item, text));
}

/** Nodes whose name, type or any setting has the text: names first. */
export function findNodes(nodes: GraphNodes, catalog: KindCatalog, text: string): OutlineEntry[] {
  const wanted = text.trim().toLowerCase();
  const all = outlineOf(nodes, catalog);
  if (wanted === '') return all;
  const named = all.filter(({ name }) => name.toLowerCase().includes(wanted));
  const others = all.filter(
    entry =>
      !named.includes(entry) &&
      (entry.title.toLowerCase().includes(wanted) || mentions(nodes[entry.id] as Json, wanted)),
  );
  return [...named, ...others];
}
