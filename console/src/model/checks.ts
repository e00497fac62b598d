import {
  ancestorsOf,
  descendantsOf,
  inputsOf,
  kindOf,
  nameOf,
  parametersOf,
  type GraphNode,
  type GraphNodes,
  type Json,
} from './graph';
import { conditionsOf } from './join';
import type { KindCatalog } from './kinds';

/** What a look at the graph alone shows to be missing, before the server is asked. */
export type Gap =
  | { nodeId: string; gap: 'kind'; kind: string }
  | { nodeId: string; gap: 'inputs'; least: number; most: number; has: number }
  | { nodeId: string; gap: 'cycle' }
  | { nodeId: string; gap: 'parameter'; field: string; title: string }
  | { nodeId: string; gap: 'condition'; field: string };

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '';
}

function joinIsOpen(node: GraphNode): boolean {
  const conditions = conditionsOf(node);
  return (
    conditions.length === 0 ||
    conditions.some(({ left, right }) => left.length === 0 || right.length === 0)
  );
}

export function gapsOf(nodes: GraphNodes, catalog: KindCatalog): Gap[] {
  const gaps: Gap[] = [];
  for (const [nodeId, node] of Object.entries(nodes)) {
    const kind = catalog.find(kindOf(node));
    if (!kind) {
      gaps.push({ nodeId, gap: 'kind', kind: kindOf(node) });
      continue;
    }
    const has = inputsOf(node).filter(input => input in nodes).length;
    const { LeastInputs: least, MostInputs: most } = kind.Arity;
    const enough = has >= least && has <= most;
    if (!enough) gaps.push({ nodeId, gap: 'inputs', least, most, has });
    if (ancestorsOf(nodes, nodeId).has(nodeId)) gaps.push({ nodeId, gap: 'cycle' });
    for (const { Name, Title, Required } of kind.Parameters) {
      if (Required && isEmpty(parametersOf(node)[Name])) {
        gaps.push({ nodeId, gap: 'parameter', field: Name, title: Title });
      }
    }
    if (kind.Name === 'Join' && enough && joinIsOpen(node)) {
      gaps.push({ nodeId, gap: 'condition', field: 'Columns' });
    }
  }
  return gaps;
}

/** The graph without these nodes and all that hangs on them: what can be asked about. */
export function withoutNodes(nodes: GraphNodes, ids: Iterable<string>): GraphNodes {
  const gone = new Set(ids);
  for (const id of descendantsOf(nodes, gone)) gone.add(id);
  return Object.fromEntries(Object.entries(nodes).filter(([id]) => !gone.has(id)));
}

/**
 * The node that a message of the server names, if it is one of these: as `Name (id)`, as `node id`,
 * or at its beginning, as `Name: `.
 */
export function nodeNamedIn(message: string, nodes: GraphNodes): string | undefined {
  const ids = Object.keys(nodes);
  return (
    ids.find(id => message.includes(`(${id})`) || new RegExp(`\\bnode ${id}\\b`).test(message)) ??
    ids.find(id => message.startsWith(`${nameOf(nodes[id] ?? {})}: `))
  );
}
