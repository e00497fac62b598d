import { differenceOf, type NodeChange } from './difference';
import {
  edgesOf,
  inputsOf,
  isObject,
  nameOf,
  parametersOf,
  withParameters,
  type Edge,
  type GraphNode,
  type GraphNodes,
  type Json,
} from './graph';

/** Two graphs drawn as one: what is in either, and what happened to it from one to the other. */
export interface Comparison {
  /**
   * The nodes of both: as they are after, and those that are gone as they were. For drawing only:
   * each has the inputs of both graphs.
   */
  nodes: GraphNodes;
  changes: NodeChange[];
  edges: ComparedEdge[];
}

export interface ComparedEdge extends Edge {
  change: 'added' | 'removed' | null;
}

export function compareGraphs(before: GraphNodes, after: GraphNodes): Comparison {
  const nodes: { [id: string]: GraphNode } = {};
  for (const [id, node] of Object.entries({ ...before, ...after })) {
    const old = before[id];
    nodes[id] = old ? withInputsOf(node, old) : node;
  }
  const was = new Set(edgesOf(before).map(({ id }) => id));
  const is = new Set(edgesOf(after).map(({ id }) => id));
  const edges = edgesOf(nodes).map((edge): ComparedEdge => {
    const change = !was.has(edge.id) ? 'added' : !is.has(edge.id) ? 'removed' : null;
    return { ...edge, change };
  });
  return { nodes, changes: differenceOf(before, after), edges };
}

function withInputsOf(node: GraphNode, other: GraphNode): GraphNode {
  const inputs = [...new Set([...inputsOf(node), ...inputsOf(other)])];
  if (inputs.length === inputsOf(node).length) return node;
  return withParameters(node, { ...parametersOf(node), Inputs: inputs });
}

/** A setting with the nodes that it mentions by their names. */
export function withNames(value: Json, nodes: GraphNodes): Json {
  if (typeof value === 'string') {
    const node = nodes[value];
    return node ? nameOf(node) || value : value;
  }
  if (Array.isArray(value)) return value.map(item => withNames(item, nodes));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, withNames(item, nodes)]),
  );
}

/** A setting as people read it: texts as they are, lists of texts and columns line by line, else JSON. */
export function inLines(value: Json): string {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return JSON.stringify(value, null, 1);
  const lines = value.map(item =>
    Array.isArray(item) && item.every(part => typeof part === 'string') ? item.join('.') : item,
  );
  const plain = lines.length > 0 && lines.every(line => typeof line === 'string');
  return plain ? lines.join('\n') : JSON.stringify(value, null, 1);
}
