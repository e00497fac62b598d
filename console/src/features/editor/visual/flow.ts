import type { Node as FlowNode } from '@xyflow/react';
import type { GraphProblem } from '../../../api/tenon-graph';
import { JDBC_SOURCE, JDBC_TARGET } from '../../../model/database-node';
import type { NodeChange } from '../../../model/difference';
import { kindOf, nameOf, parametersOf, type GraphNodes, type Json } from '../../../model/graph';
import { paths, texts } from '../../../model/graph';
import type { Category, KindCatalog } from '../../../model/kinds';
import { NODE_HEIGHT, NODE_WIDTH, type Direction, type Positions } from '../../../model/layout';
import type { EdgeFlow, NodeState, RowChange } from '../../../model/run-flow';
import type { NodeCount } from '../../../model/run-report';
import { canvas as text, problems as problemText } from '../../../strings/editor';
import { runText } from '../../../strings/run';
import { versions as versionText } from '../../../strings/versions';
import type { Validation } from '../validate';

/** What a card on the canvas shows. Made anew only when something in it changes. */
export type CardData = {
  name: string;
  title: string;
  category: Category;
  summary: string;
  severity: 'ERROR' | 'WARNING' | null;
  problems: string;
  rows: number | undefined;
  /** How the node is in the run that is shown, and what it has done there. */
  state: NodeState | null;
  stateText: string;
  rowChange: RowChange['change'] | null;
  rowChangeText: string;
  direction: Direction;
  /** What happened to the node from one version to another, where two are compared. */
  change: NodeChange['change'] | null;
};

/** What a run says of nodes and edges. */
export interface RunMarks {
  live: boolean;
  counts: ReadonlyMap<string, NodeCount>;
  states: ReadonlyMap<string, NodeState>;
  rowChanges: ReadonlyMap<string, RowChange>;
  /** By the id of the edge. */
  flows: ReadonlyMap<string, EdgeFlow>;
  /** When the run was that rows are compared with. */
  before: string | null;
}

export type Card = FlowNode<CardData, 'card'>;

function first(value: Json | undefined): string {
  return typeof value === 'string' ? value : (texts(value)[0] ?? '');
}

function firstLine(value: Json | undefined): string {
  return first(value).split('\n')[0] ?? '';
}

/** One line that tells nodes of a kind apart. */
export function summaryOf(kind: string, parameters: { [name: string]: Json }): string {
  if (parameters.Table !== undefined && typeof parameters.Table === 'string') {
    return `${first(parameters.Database)}.${parameters.Table}`;
  }
  const path = first(parameters.Path) || first(parameters.Paths);
  if (path.startsWith('s3://') && kind !== 'DynamicTransform') return path;
  if (kind === JDBC_SOURCE || kind === JDBC_TARGET) {
    return first(parameters.ConnectionTable) || firstLine(parameters.Query);
  }
  if (kind === 'SparkSQL') return firstLine(parameters.SqlQuery);
  const columns = paths(parameters.Paths).map(part => part.join('.'));
  return columns.filter(Boolean).join(', ');
}

function worst(problems: GraphProblem[]): CardData['severity'] {
  if (problems.some(problem => problem.Severity !== 'WARNING')) return 'ERROR';
  return problems.length > 0 ? 'WARNING' : null;
}

export interface CardSources {
  nodes: GraphNodes;
  kinds: KindCatalog;
  validation: Validation;
  run: RunMarks | null;
  direction: Direction;
  changes?: ReadonlyMap<string, NodeChange['change']>;
}

function cardData(
  { nodes, kinds, validation, run, direction, changes }: CardSources,
  id: string,
): CardData {
  const node = nodes[id] ?? {};
  const kind = kindOf(node);
  const problems = validation.problems.filter(problem => problem.NodeId === id);
  const count = run?.counts.get(id);
  const state = run?.states.get(id) ?? null;
  const change = run?.rowChanges.get(id);
  const input = change?.input == null ? null : nameOf(nodes[change.input] ?? {});
  return {
    name: nameOf(node),
    title: kinds.titleOf(kind, parametersOf(node)),
    category: kinds.find(kind)?.Category ?? 'TRANSFORM',
    summary: summaryOf(kind, parametersOf(node)),
    severity: worst(problems),
    problems: problems.map(problem => problem.Message).join('\n'),
    rows: count?.rows,
    state,
    stateText: state === null ? '' : runText.stateOf(state, count),
    rowChange: change?.change ?? null,
    rowChangeText: change ? runText.changeOf(change, input) : '',
    direction,
    change: changes?.get(id) ?? null,
  };
}

function sameData(a: CardData, b: CardData): boolean {
  return (Object.keys(a) as (keyof CardData)[]).every(name => a[name] === b[name]);
}

/** What a screen reader says of a card. */
export function labelOf(data: CardData): string {
  const state = [
    data.severity === null ? '' : problemText.header[data.severity],
    data.stateText,
    data.rowChangeText,
    data.change === null ? '' : versionText.changes[data.change],
  ];
  return text.node(data.name, data.title, state.filter(Boolean).join(', '));
}

/** Cards for the canvas; a card of before is used again where nothing in it changed. */
export function cardsOf(
  sources: CardSources,
  positions: Positions,
  selection: readonly string[],
  before: readonly Card[],
): Card[] {
  const old = new Map(before.map(card => [card.id, card]));
  const selected = new Set(selection);
  return Object.keys(sources.nodes).map(id => {
    const known = old.get(id);
    const fresh = cardData(sources, id);
    const data = known && sameData(known.data, fresh) ? known.data : fresh;
    const position = positions[id] ?? { x: 0, y: 0 };
    const isSelected = selected.has(id);
    if (
      known?.data === data &&
      known.selected === isSelected &&
      known.position.x === position.x &&
      known.position.y === position.y
    ) {
      return known;
    }
    return {
      ...known,
      id,
      type: 'card',
      position,
      data,
      selected: isSelected,
      width: NODE_WIDTH,
      height: NODE_HEIGHT,
      ariaLabel: labelOf(data),
    };
  });
}
