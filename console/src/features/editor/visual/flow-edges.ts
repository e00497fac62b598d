import type { Edge as FlowEdge } from '@xyflow/react';
import { edgesOf, nameOf, type GraphNodes } from '../../../model/graph';
import type { Direction } from '../../../model/layout';
import type { EdgeFlow } from '../../../model/run-flow';
import { canvas as text } from '../../../strings/editor';
import { runText } from '../../../strings/run';
import type { RunMarks } from './flow';

/** What an edge shows of a run. */
export type RunEdgeData = {
  flow: EdgeFlow;
  direction: Direction;
  /** Labels stand at the end where fewer edges meet, so that they do not cover each other. */
  atTarget: boolean;
  /** When the run before was. */
  before: string | null;
  label: string;
};

export type RunEdge = FlowEdge<RunEdgeData, 'flow'>;

/** The edges for the canvas, with what a run has sent along them if one is shown. */
export function flowEdgesOf(
  nodes: GraphNodes,
  run: RunMarks | null,
  direction: Direction,
): FlowEdge[] {
  const edges = edgesOf(nodes);
  const leaving = new Map<string, number>();
  for (const { source } of edges) leaving.set(source, (leaving.get(source) ?? 0) + 1);
  const nameAt = (id: string) => nameOf(nodes[id] ?? {});
  return edges.map(({ id, source, target }) => {
    const ariaLabel = text.edge(nameAt(source), nameAt(target));
    const edge: FlowEdge = { id, source, target, ariaLabel };
    const flow = run?.flows.get(id);
    if (!run || !flow) return run?.live ? { ...edge, animated: true } : edge;
    const label = `${ariaLabel}: ${runText.sentences(flow, run.before).join('. ')}`;
    const atTarget = (leaving.get(source) ?? 0) > 1;
    const data: RunEdgeData = { flow, direction, atTarget, before: run.before, label };
    return { ...edge, type: 'flow', data, ariaLabel: label, animated: run.live };
  });
}
