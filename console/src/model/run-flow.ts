import { edgesOf, inputsOf, kindOf, parametersOf, type GraphNodes } from './graph';
import { isLive, type NodeCount } from './run-report';

/** What a run has done along the edges of a graph and at its nodes. */

type Counts = ReadonlyMap<string, NodeCount>;

/** What went along an edge: the rows that left its source. */
export interface EdgeFlow {
  rows: number | undefined;
  /** Rows more or less than in the run before. */
  difference: number | undefined;
  bytes: number | undefined;
  /** Whether the bytes are those of files that were read or that were written. */
  files: 'read' | 'written';
  /** Processor time of what made the rows. */
  milliseconds: number | undefined;
  /** Why the rows were not counted. */
  note: string | undefined;
  soFar: NodeCount['soFar'];
}

export type IsTarget = (id: string) => boolean;

/** By the id of the edge. Edges of nodes that the run does not tell of are left out. */
export function flowsOf(
  nodes: GraphNodes,
  counts: Counts,
  isTarget: IsTarget,
): Map<string, EdgeFlow> {
  const flows = new Map<string, EdgeFlow>();
  for (const { id, source, target } of edgesOf(nodes)) {
    const made = counts.get(source);
    // A target writes all that comes in.
    const written = isTarget(target) ? counts.get(target) : undefined;
    if (!made && !written) continue;
    const isKnown = made?.rows !== undefined && made.soFar !== 'estimated';
    const known = isKnown || written?.rows === undefined ? (made ?? written) : written;
    flows.set(id, {
      rows: known?.rows,
      difference: known?.difference,
      bytes: written?.bytes ?? made?.bytes,
      files: written?.bytes === undefined ? 'read' : 'written',
      milliseconds: made?.milliseconds,
      note: known?.note,
      soFar: known?.soFar,
    });
  }
  return flows;
}

/** A node that lets fewer rows out than in, or more. */
export interface RowChange {
  change: 'fewer' | 'more';
  rowsIn: number;
  rowsOut: number;
  /** The input whose rows are compared; null: all of them together. */
  input: string | null;
}

/** Nodes that lose or multiply rows, as far as their rows and those of their inputs are counted. */
export function rowChangesOf(
  nodes: GraphNodes,
  counts: Counts,
  isTarget: IsTarget,
): Map<string, RowChange> {
  const rows = new Map(
    [...counts].map(([id, count]) => [id, count.soFar === undefined ? count.rows : undefined]),
  );
  for (const { source, target } of edgesOf(nodes)) {
    if (isTarget(target)) rows.set(source, rows.get(source) ?? rows.get(target));
  }
  const changes = new Map<string, RowChange>();
  for (const id of Object.keys(nodes)) {
    const rowsOut = rows.get(id);
    if (rowsOut === undefined || isTarget(id)) continue;
    const change = changeAt(nodes, id, rowsOut, rows);
    if (change) changes.set(id, change);
  }
  return changes;
}

function changeAt(
  nodes: GraphNodes,
  id: string,
  rowsOut: number,
  rows: ReadonlyMap<string, number | undefined>,
): RowChange | null {
  const node = nodes[id] ?? {};
  const inputs = inputsOf(node);
  const known = inputs.map(input => rows.get(input)).filter(count => count !== undefined);
  if (inputs.length === 0 || known.length < inputs.length) return null;
  const kind = kindOf(node);
  const type = parametersOf(node).JoinType;
  const [few, many] =
    kind === 'Join' && inputs.length === 2
      ? boundsOfJoin(typeof type === 'string' ? type : 'equijoin', inputs, known)
      : inputs.length === 1 || kind === 'Union'
        ? boundsOfAll(inputs, known)
        : [null, null];
  if (few && rowsOut < few.rowsIn) return { change: 'fewer', rowsOut, ...few };
  if (many && rowsOut > many.rowsIn) return { change: 'more', rowsOut, ...many };
  return null;
}

type Bound = Pick<RowChange, 'rowsIn' | 'input'> | null;

/** Both bounds are the rows of all inputs together. */
function boundsOfAll(inputs: string[], rows: number[]): [Bound, Bound] {
  const [only = null] = inputs.length === 1 ? inputs : [];
  const all = { rowsIn: rows.reduce((sum, count) => sum + count, 0), input: only };
  return [all, all];
}

/**
 * Fewer rows than what a join is asked about means that some found no partner. More than an inner
 * join's larger input means that keys repeat on both sides; where one side is kept, more than that
 * side means that keys repeat on the other.
 */
function boundsOfJoin(type: string, inputs: string[], rows: number[]): [Bound, Bound] {
  const side = (at: number) => ({ rowsIn: rows[at] ?? 0, input: inputs[at] ?? null });
  const left = side(0);
  const right = side(1);
  switch (type) {
    case 'left':
    case 'leftsemi':
    case 'leftanti':
      return [left, left];
    case 'right':
      return [right, right];
    case 'outer':
      return [null, { rowsIn: left.rowsIn + right.rowsIn, input: null }];
    default:
      return [left, left.rowsIn >= right.rowsIn ? left : right];
  }
}

function isCounted(count: NodeCount | undefined): boolean {
  return count?.rows !== undefined && count.soFar === undefined;
}

export type NodeState = 'done' | 'running' | 'failed';

/** How the nodes are: of a run that was stopped, or of what was behind a failure, nothing is known. */
export function statesOf(
  nodes: GraphNodes,
  runState: string,
  counts: Counts,
  failed: string | undefined,
): Map<string, NodeState> {
  const states = new Map<string, NodeState>();
  for (const id of Object.keys(nodes)) {
    if (id === failed) states.set(id, 'failed');
    else if (isCounted(counts.get(id))) states.set(id, 'done');
    else if (isLive(runState)) states.set(id, 'running');
    else if (runState === 'SUCCEEDED' && counts.has(id)) states.set(id, 'done');
  }
  return states;
}
