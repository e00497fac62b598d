import { sameJson } from './difference';
import {
  ancestorsOf,
  inputsOf,
  kindOf,
  newNodeId,
  parametersOf,
  withParameters,
  wouldCycle,
  type GraphNode,
  type GraphNodes,
  type Json,
  type JsonObject,
} from './graph';
import { withInputReplaced, withInputs } from './inputs';
import { startingParameters, type KindCatalog, type NodeKind, type PaletteEntry } from './kinds';

/** Edits of a graph; each answers the graph after it. */

function replaced(nodes: GraphNodes, id: string, node: GraphNode): GraphNodes {
  return { ...nodes, [id]: node };
}

/** Whether a node of this kind can have one more input. */
export function hasRoom(kind: NodeKind | undefined, node: GraphNode): boolean {
  return kind !== undefined && inputsOf(node).length < kind.Arity.MostInputs;
}

/** Whether rows leave nodes of this kind. */
export function yieldsRows(kind: NodeKind | undefined): boolean {
  return kind !== undefined && kind.Category !== 'TARGET';
}

/** The parameters that a node of the panel starts with; a managed transform names its function. */
export function newParameters(entry: PaletteEntry): JsonObject {
  const managed = entry.managed;
  if (!managed) return { Name: entry.kind.Title, ...startingParameters(entry.kind) };
  return {
    Name: managed.Title,
    TransformName: managed.FunctionName,
    FunctionName: managed.FunctionName,
    Path: `s3://aws-glue-studio-transforms/${managed.FunctionName}.py`,
    Version: '1.0.0',
    Parameters: [],
  };
}

/**
 * Puts a new node in, as child of `parents` as far as the kind takes inputs and rows leave the
 * parents. Answers its id too.
 */
export function addNode(
  nodes: GraphNodes,
  catalog: KindCatalog,
  entry: PaletteEntry,
  parents: string[],
  now: number,
): { nodes: GraphNodes; id: string } {
  const id = newNodeId(new Set(Object.keys(nodes)), now);
  const able = parents.filter(parent => {
    const node = nodes[parent];
    return node !== undefined && yieldsRows(catalog.find(kindOf(node)));
  });
  const bare: GraphNode = { [entry.kind.Name]: newParameters(entry) };
  const most = entry.kind.Arity.MostInputs;
  const node = most === 0 ? bare : withInputs(bare, able.slice(0, most));
  return { nodes: replaced(nodes, id, node), id };
}

/** Why an edge cannot be drawn, or null if it can. */
export type Refusal = 'same' | 'cycle' | 'full' | 'no-rows' | 'there' | 'unknown';

export function whyNotConnect(
  nodes: GraphNodes,
  catalog: KindCatalog,
  source: string,
  target: string,
): Refusal | null {
  const from = nodes[source];
  const to = nodes[target];
  if (!from || !to) return 'unknown';
  if (source === target) return 'same';
  if (!yieldsRows(catalog.find(kindOf(from)))) return 'no-rows';
  if (inputsOf(to).includes(source)) return 'there';
  if (!hasRoom(catalog.find(kindOf(to)), to)) return 'full';
  if (wouldCycle(nodes, source, target)) return 'cycle';
  return null;
}

export function connect(nodes: GraphNodes, source: string, target: string): GraphNodes {
  const node = nodes[target];
  return node ? replaced(nodes, target, withInputs(node, [...inputsOf(node), source])) : nodes;
}

export function disconnect(nodes: GraphNodes, source: string, target: string): GraphNodes {
  const node = nodes[target];
  if (!node) return nodes;
  const left = inputsOf(node).filter(input => input !== source);
  return replaced(nodes, target, withInputs(node, left));
}

/** What "Node parents" chose, in the order of choosing. */
export function setInputs(nodes: GraphNodes, id: string, inputs: string[]): GraphNodes {
  const node = nodes[id];
  return node ? replaced(nodes, id, withInputs(node, inputs)) : nodes;
}

/** The nodes that may be parents of a node: rows leave them, and no circle comes of it. */
export function possibleParents(nodes: GraphNodes, catalog: KindCatalog, id: string): string[] {
  return Object.entries(nodes)
    .filter(
      ([other, node]) =>
        other !== id &&
        yieldsRows(catalog.find(kindOf(node))) &&
        !ancestorsOf(nodes, other).has(id),
    )
    .map(([other]) => other);
}

/** Takes nodes out; children of each are attached to its parents, as far as they have room. */
export function deleteNodes(
  nodes: GraphNodes,
  catalog: KindCatalog,
  ids: Iterable<string>,
): GraphNodes {
  let left = nodes;
  for (const id of ids) {
    const gone = left[id];
    if (!gone) continue;
    const parents = inputsOf(gone);
    const after: { [id: string]: GraphNode } = {};
    for (const [other, node] of Object.entries(left)) {
      if (other === id) continue;
      if (!inputsOf(node).includes(id)) {
        after[other] = node;
        continue;
      }
      const most = catalog.find(kindOf(node))?.Arity.MostInputs ?? Number.MAX_SAFE_INTEGER;
      const room = most - inputsOf(node).length + 1;
      const free = parents.filter(parent => !inputsOf(node).includes(parent));
      after[other] = withInputReplaced(node, id, free.slice(0, Math.max(room, 0)));
    }
    left = after;
  }
  return left;
}

/** Sets a parameter; undefined takes it out. */
export function setParameter(
  nodes: GraphNodes,
  id: string,
  name: string,
  value: Json | undefined,
): GraphNodes {
  const node = nodes[id];
  if (!node) return nodes;
  const before = parametersOf(node);
  if (sameJson(before[name], value)) return nodes;
  const parameters =
    value === undefined
      ? Object.fromEntries(Object.entries(before).filter(([other]) => other !== name))
      : { ...before, [name]: value };
  return replaced(nodes, id, withParameters(node, parameters));
}

/** Names are one line. */
export function rename(nodes: GraphNodes, id: string, name: string): GraphNodes {
  return setParameter(nodes, id, 'Name', name.replace(/[\r\n]+/g, ' '));
}

/** The same node as another kind; parameters that both have stay. */
export function changeKind(nodes: GraphNodes, id: string, kind: NodeKind): GraphNodes {
  const node = nodes[id];
  if (!node || kindOf(node) === kind.Name) return nodes;
  const old = parametersOf(node);
  const parameters: JsonObject = { Name: old.Name ?? kind.Title, ...startingParameters(kind) };
  if (old.Inputs !== undefined && kind.Arity.MostInputs > 0) parameters.Inputs = old.Inputs;
  for (const { Name, Type, Choices } of kind.Parameters) {
    const value = old[Name];
    if (value === undefined) continue;
    if (Type === 'CHOICE' && typeof value === 'string' && !Choices?.includes(value)) continue;
    parameters[Name] = value;
  }
  return replaced(nodes, id, { [kind.Name]: parameters });
}

/** An edit of a fix: the node as it is to be, put under its id as given. */
export interface Edit {
  NodeId: string;
  Node: GraphNode;
}

export function applyEdits(nodes: GraphNodes, edits: Edit[]): GraphNodes {
  return edits.reduce((at, edit) => replaced(at, edit.NodeId, edit.Node), nodes);
}
