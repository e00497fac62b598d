/**
 * The graph of a visual job as the API has it (CodeGenConfigurationNodes), and questions about it.
 * Values are never changed in place: an edit answers a new graph that shares what it did not touch.
 */

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

/** What a node's kind holds: Name, Inputs and the kind's own. */
export type Parameters = JsonObject;

/** A node by the name of its one kind: {"Join": {"Name": "Join", …}}. */
export type GraphNode = { [kind: string]: Parameters };

/** Nodes by id. The order is that in which they were put in. */
export type GraphNodes = { readonly [id: string]: GraphNode };

export function kindOf(node: GraphNode): string {
  return Object.keys(node)[0] ?? '';
}

export function parametersOf(node: GraphNode): Parameters {
  return node[kindOf(node)] ?? {};
}

export function nameOf(node: GraphNode): string {
  const name = parametersOf(node).Name;
  return typeof name === 'string' ? name : '';
}

export function inputsOf(node: GraphNode): string[] {
  return texts(parametersOf(node).Inputs);
}

/** The texts of a list, or none: for values that came from outside. */
export function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}

/** The objects of a list, or none. */
export function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A column path: ["address", "zip"]; a column as a whole is a path of one. */
export type ColumnPath = string[];

export function paths(value: Json | undefined): ColumnPath[] {
  return Array.isArray(value) ? value.map(path => texts(path)) : [];
}

export function withParameters(node: GraphNode, parameters: Parameters): GraphNode {
  return { [kindOf(node)]: parameters };
}

/** The nodes that have `id` among their inputs, in the order of the graph. */
export function childrenOf(nodes: GraphNodes, id: string): string[] {
  return Object.entries(nodes)
    .filter(([, node]) => inputsOf(node).includes(id))
    .map(([other]) => other);
}

/** For many questions about one graph: children by parent. */
export function childrenByParent(nodes: GraphNodes): Map<string, string[]> {
  const children = new Map<string, string[]>();
  for (const [id, node] of Object.entries(nodes)) {
    for (const input of inputsOf(node)) {
      const known = children.get(input);
      if (known) known.push(id);
      else children.set(input, [id]);
    }
  }
  return children;
}

function reachable(starts: Iterable<string>, next: (id: string) => string[]): Set<string> {
  const found = new Set<string>();
  const waiting = [...starts];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const other of next(id)) {
      if (found.has(other)) continue;
      found.add(other);
      waiting.push(other);
    }
  }
  return found;
}

/** All that a node hangs on, without itself (unless it is part of a cycle). */
export function ancestorsOf(nodes: GraphNodes, id: string): Set<string> {
  return reachable([id], at => (nodes[at] ? inputsOf(nodes[at]) : []));
}

/** All that hangs on any of these nodes, without them. */
export function descendantsOf(nodes: GraphNodes, ids: Iterable<string>): Set<string> {
  const children = childrenByParent(nodes);
  return reachable(ids, at => children.get(at) ?? []);
}

/** Whether an edge from `source` to `target` would close a circle. */
export function wouldCycle(nodes: GraphNodes, source: string, target: string): boolean {
  return source === target || ancestorsOf(nodes, source).has(target);
}

/** The node and what it hangs on, in the order of the graph: what a preview of it needs. */
export function upstreamGraph(nodes: GraphNodes, id: string): GraphNodes {
  const wanted = ancestorsOf(nodes, id).add(id);
  return Object.fromEntries(Object.entries(nodes).filter(([other]) => wanted.has(other)));
}

/** Ids with every node after its inputs; nodes of a cycle come last, in the order of the graph. */
export function topologicalOrder(nodes: GraphNodes): string[] {
  const children = childrenByParent(nodes);
  const missing = new Map(
    Object.entries(nodes).map(([id, node]) => [
      id,
      inputsOf(node).filter(input => input in nodes).length,
    ]),
  );
  const order = Object.keys(nodes).filter(id => missing.get(id) === 0);
  // Grows while it is walked: what has all its inputs is put behind.
  for (const id of order) {
    for (const child of children.get(id) ?? []) {
      const left = (missing.get(child) ?? 0) - 1;
      missing.set(child, left);
      if (left === 0) order.push(child);
    }
  }
  const placed = new Set(order);
  return [...order, ...Object.keys(nodes).filter(id => !placed.has(id))];
}

/** An id as Glue Studio makes them, `node-<epoch ms>`, that no node of the graph has. */
export function newNodeId(taken: { has(id: string): boolean }, now: number): string {
  let time = Math.floor(now);
  while (taken.has(`node-${time}`)) ++time;
  return `node-${time}`;
}

export interface Edge {
  id: string;
  source: string;
  target: string;
  /** Which of the target's inputs it is. */
  input: number;
}

export function edgesOf(nodes: GraphNodes): Edge[] {
  return Object.entries(nodes).flatMap(([target, node]) =>
    inputsOf(node)
      .map((source, input) => ({ id: `${source}>${target}`, source, target, input }))
      .filter(({ source }) => source in nodes),
  );
}
