import ELK, { type ELK as Layouter } from 'elkjs/lib/elk-api';
import ElkWorker from 'elkjs/lib/elk-worker.min.js?worker';
import type { GraphNodes } from '../model/graph';
import { layoutInput, positionsOf, type Direction, type Positions } from '../model/layout';

let layouter: Layouter | undefined;

/**
 * Lays a graph out in a worker, so that a large one does not hold up the page. The worker is started
 * by the first layout and kept.
 */
export async function layoutGraph(nodes: GraphNodes, direction: Direction): Promise<Positions> {
  if (Object.keys(nodes).length === 0) return {};
  layouter ??= new ELK({ workerFactory: () => new ElkWorker() });
  return positionsOf(await layouter.layout(layoutInput(nodes, direction)));
}
