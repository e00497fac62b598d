import { refusalOf, tenonGraph, type BoundNode, type GraphProblem } from '../../api/tenon-graph';
import { gapsOf, nodeNamedIn, withoutNodes, type Gap } from '../../model/checks';
import { kindOf, nameOf, type GraphNodes } from '../../model/graph';
import type { Column, KindCatalog } from '../../model/kinds';
import { problems as text } from '../../strings/editor';

/** What is known of a graph: the columns of its nodes, and what is wrong. */
export interface Validation {
  columns: ReadonlyMap<string, Column[]>;
  /** Of nodes with several tables: their names. */
  tables: ReadonlyMap<string, string[]>;
  problems: readonly GraphProblem[];
}

export const NOTHING_KNOWN: Validation = { columns: new Map(), tables: new Map(), problems: [] };

function inWords(gap: Gap): { message: string; field?: string } {
  switch (gap.gap) {
    case 'kind':
      return { message: text.unknownKind(gap.kind) };
    case 'inputs':
      return { message: text.inputs(gap.least, gap.most, gap.has), field: 'Inputs' };
    case 'cycle':
      return { message: text.cycle, field: 'Inputs' };
    case 'parameter':
      return { message: text.missing(gap.title), field: gap.field };
    case 'condition':
      return { message: text.condition, field: gap.field };
  }
}

function problemOf(nodes: GraphNodes, id: string, message: string, field?: string): GraphProblem {
  const node = nodes[id];
  return {
    NodeId: id,
    NodeName: node ? nameOf(node) : id,
    Severity: 'ERROR',
    Message: message,
    ...(field && { Field: field }),
  };
}

/**
 * Asks the server about all that is drawn to the end. A node that is not, or that the server cannot
 * read, is a problem of its own and is left out with what hangs on it, so that it hides no other.
 */
export async function validate(
  nodes: GraphNodes,
  kinds: KindCatalog,
  signal?: AbortSignal,
): Promise<Validation> {
  const problems = gapsOf(nodes, kinds).map(gap => {
    const { message, field } = inWords(gap);
    return problemOf(nodes, gap.nodeId, message, field);
  });
  let whole = withoutNodes(
    nodes,
    problems.map(({ NodeId }) => NodeId),
  );
  for (;;) {
    if (!hasSource(whole, kinds)) return { ...NOTHING_KNOWN, problems };
    try {
      const answer = await tenonGraph(
        'ValidateGraph',
        { CodeGenConfigurationNodes: whole },
        signal,
      );
      return { ...known(answer.Nodes), problems: [...problems, ...answer.Problems] };
    } catch (error) {
      const message = refusalOf(error);
      const at = message === null ? undefined : nodeNamedIn(message, whole);
      if (message === null || at === undefined) throw error;
      problems.push(problemOf(nodes, at, withoutLabel(message, at)));
      whole = withoutNodes(whole, [at]);
    }
  }
}

function hasSource(nodes: GraphNodes, kinds: KindCatalog): boolean {
  return Object.values(nodes).some(node => kinds.find(kindOf(node))?.Category === 'SOURCE');
}

/** "Join (node-1): Columns must…" says its node already where it is shown. */
function withoutLabel(message: string, id: string): string {
  const label = `(${id}): `;
  const at = message.indexOf(label);
  return at < 0 ? message : message.slice(at + label.length);
}

function known(bound: BoundNode[]): Pick<Validation, 'columns' | 'tables'> {
  const columns = new Map<string, Column[]>();
  const tables = new Map<string, string[]>();
  for (const { NodeId, Columns, Table } of bound) {
    if (Table !== undefined) tables.set(NodeId, [...(tables.get(NodeId) ?? []), Table]);
    if (!columns.has(NodeId)) columns.set(NodeId, Columns);
  }
  return { columns, tables };
}

export function problemsOf(validation: Validation, id: string): GraphProblem[] {
  return validation.problems.filter(problem => problem.NodeId === id);
}
