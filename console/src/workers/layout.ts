import ELK from 'elkjs/lib/elk-api';
import ElkWorker from 'elkjs/lib/elk-worker.min.js?worker';
import type { GraphNodes } from '../model/graph';
import { layoutInput, positionsOf, type Direction, type Positions } from '../model/layout';

/** Lays a graph out in a worker, so that a large one does not hold up the page. */
export async function layoutGraph(nodes: GraphNodes, direction: Direction): Promise<Positions> {
  if (Object.keys(nodes).length === 0) return {};
  const worker = new ElkWorker();
  try {
    const elk = new ELK({ workerFactory: () => worker });
    return positionsOf(await elk.layout(layoutInput(nodes, direction)));
  } finally {
    worker.terminate();
  }
}
