import {
  inputsOf,
  nameOf,
  newNodeId,
  objects,
  parametersOf,
  paths,
  withParameters,
  type ColumnPath,
  type GraphNode,
  type GraphNodes,
  type JsonObject,
  type Parameters,
} from './graph';
import { withMentions } from './inputs';
import type { Column } from './kinds';

/** Conditions of a join, and what "Resolve it" does. */

export interface JoinCondition {
  left: ColumnPath;
  right: ColumnPath;
}

function keysOf(parameters: Parameters, input: string | undefined): ColumnPath[] {
  const entry = objects(parameters.Columns).find(one => one.From === input);
  return paths(entry?.Keys);
}

/** The conditions as pairs; a side that is not chosen yet is an empty path. */
export function conditionsOf(node: GraphNode): JoinCondition[] {
  const parameters = parametersOf(node);
  const [left, right] = inputsOf(node);
  const lefts = keysOf(parameters, left);
  const rights = keysOf(parameters, right);
  return Array.from({ length: Math.max(lefts.length, rights.length) }, (_, at) => ({
    left: lefts[at] ?? [],
    right: rights[at] ?? [],
  }));
}

/** The Columns parameter that says these conditions of these two inputs. */
export function columnsFor(inputs: string[], conditions: JoinCondition[]): JsonObject[] {
  const [left, right] = inputs;
  const columns: JsonObject[] = [];
  if (left !== undefined) columns.push({ From: left, Keys: conditions.map(one => one.left) });
  if (right !== undefined) columns.push({ From: right, Keys: conditions.map(one => one.right) });
  return columns;
}

/** Names that both inputs have, as the left one writes them. Case does not tell names apart. */
export function overlap(left: Column[], right: Column[]): string[] {
  const names = new Set(right.map(column => column.Name.toLowerCase()));
  return left.map(column => column.Name).filter(name => names.has(name.toLowerCase()));
}

export const DEFAULT_PREFIX = 'right';

export interface Resolution {
  join: string;
  left: Column[];
  right: Column[];
  prefix: string;
  now: number;
}

/**
 * Puts "Renamed keys for <join>" between a join and its right parent: a Change Schema node that
 * gives each of that parent's columns the prefix and "_", as Glue Studio's button does. A name that
 * the left parent has all the same gets the prefix once more. The join's right keys follow.
 */
export function resolveJoin(
  nodes: GraphNodes,
  { join, left, right, prefix, now }: Resolution,
): { nodes: GraphNodes; id: string } {
  const node = nodes[join];
  const [leftParent, parent] = node ? inputsOf(node) : [];
  if (!node || leftParent === undefined || parent === undefined)
    throw new Error(`no right parent: ${join}`);
  const taken = new Set(left.map(column => column.Name.toLowerCase()));
  const renames = new Map<string, string>();
  for (const { Name } of right) {
    let name = `${prefix}_${Name}`;
    while (taken.has(name.toLowerCase())) name = `${prefix}_${name}`;
    taken.add(name.toLowerCase());
    renames.set(Name, name);
  }
  const id = newNodeId(new Set(Object.keys(nodes)), now);
  const renaming: GraphNode = {
    ApplyMapping: {
      Name: `Renamed keys for ${nameOf(node)}`,
      Inputs: [parent],
      Mapping: right.map(column => ({
        ToKey: renames.get(column.Name) ?? column.Name,
        FromPath: [column.Name],
        FromType: column.Type,
        ToType: column.Type,
        Dropped: false,
      })),
    },
  };
  const inputs = [leftParent, id];
  const conditions = conditionsOf(node).map(condition => ({
    left: condition.left,
    right: renamedPath(condition.right, renames),
  }));
  const joined = {
    ...withMentions(parametersOf(node), parent, id),
    Inputs: inputs,
    Columns: columnsFor(inputs, conditions),
  };
  return {
    nodes: { ...nodes, [id]: renaming, [join]: withParameters(node, joined) },
    id,
  };
}

function renamedPath(path: ColumnPath, renames: Map<string, string>): ColumnPath {
  const [first, ...rest] = path;
  if (first === undefined) return path;
  for (const [from, to] of renames) {
    if (from.toLowerCase() === first.toLowerCase()) return [to, ...rest];
  }
  return path;
}
