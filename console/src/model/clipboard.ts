import {
  inputsOf,
  isObject,
  newNodeId,
  parametersOf,
  withParameters,
  type GraphNode,
  type GraphNodes,
  type Json,
} from './graph';
import { withInputs, withMentions } from './inputs';

/**
 * Nodes as text, for the clipboard: the API's own JSON, so that they can be pasted into another job
 * or into a file.
 */
export function copyNodes(nodes: GraphNodes, ids: Iterable<string>): string {
  const wanted = new Set(ids);
  const copied: { [id: string]: GraphNode } = {};
  for (const [id, node] of Object.entries(nodes)) {
    if (!wanted.has(id)) continue;
    const inputs = inputsOf(node);
    copied[id] =
      inputs.length === 0
        ? node
        : withInputs(
            node,
            inputs.filter(input => wanted.has(input)),
          );
  }
  return JSON.stringify({ CodeGenConfigurationNodes: copied }, null, 2);
}

/** The nodes of such a text (or of a whole job's JSON), null if it is something else. */
export function readNodes(text: string): GraphNodes | null {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch {
    return null;
  }
  const nodes = isObject(document) ? document.CodeGenConfigurationNodes : undefined;
  if (!isObject(nodes)) return null;
  const read: { [id: string]: GraphNode } = {};
  for (const [id, node] of Object.entries(nodes)) {
    if (!isObject(node) || Object.keys(node).length !== 1) return null;
    if (!isObject(Object.values(node)[0])) return null;
    read[id] = node as GraphNode;
  }
  return Object.keys(read).length > 0 ? read : null;
}

/** Puts copies in, under new ids; `ids` are those, by what they were. */
export function pasteNodes(
  nodes: GraphNodes,
  copied: GraphNodes,
  now: number,
): { nodes: GraphNodes; ids: Map<string, string> } {
  const taken = new Set(Object.keys(nodes));
  const ids = new Map<string, string>();
  for (const old of Object.keys(copied)) {
    const id = newNodeId(taken, now);
    taken.add(id);
    ids.set(old, id);
  }
  const after: { [id: string]: GraphNode } = { ...nodes };
  for (const [old, id] of ids) {
    const node = copied[old];
    if (node) after[id] = withOwnIds(node, ids);
  }
  return { nodes: after, ids };
}

function withOwnIds(node: GraphNode, ids: Map<string, string>): GraphNode {
  let parameters = parametersOf(node);
  for (const [from, to] of ids) parameters = withMentions(parameters, from, to);
  const moved = withParameters(node, parameters);
  if (parameters.Inputs === undefined) return moved;
  return withInputs(
    moved,
    inputsOf(node).flatMap(input => ids.get(input) ?? []),
  );
}
