import { childrenByParent, edgesOf, inputsOf, type GraphNodes } from './graph';

/** Where nodes stand. The API keeps no places, so they are the editor's own. */
export interface Point {
  x: number;
  y: number;
}

export type Positions = { readonly [id: string]: Point };

export type Direction = 'DOWN' | 'RIGHT';

/** The size of a node's card on the canvas. */
export const NODE_WIDTH = 240;
export const NODE_HEIGHT = 76;
const GAP_ACROSS = 40;
const GAP_ALONG = 64;

/** What elkjs takes. */
export interface LayoutInput {
  id: string;
  layoutOptions: Record<string, string>;
  children: { id: string; width: number; height: number }[];
  edges: { id: string; sources: string[]; targets: string[] }[];
}

/** The whole graph for elkjs; the inputs of a join keep their order. */
export function layoutInput(nodes: GraphNodes, direction: Direction): LayoutInput {
  return {
    id: 'graph',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': direction,
      'elk.spacing.nodeNode': String(GAP_ACROSS),
      'elk.layered.spacing.nodeNodeBetweenLayers': String(GAP_ALONG),
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
      'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
    },
    children: Object.keys(nodes).map(id => ({ id, width: NODE_WIDTH, height: NODE_HEIGHT })),
    edges: edgesOf(nodes).map(edge => ({
      id: edge.id,
      sources: [edge.source],
      targets: [edge.target],
    })),
  };
}

/** Places that elkjs answered, as whole pixels. */
export function positionsOf(answer: {
  children?: { id: string; x?: number; y?: number }[];
}): Positions {
  return Object.fromEntries(
    (answer.children ?? []).map(({ id, x = 0, y = 0 }) => [
      id,
      { x: Math.round(x), y: Math.round(y) },
    ]),
  );
}

function overlaps(a: Point, b: Point): boolean {
  return (
    Math.abs(a.x - b.x) < NODE_WIDTH + GAP_ACROSS / 2 &&
    Math.abs(a.y - b.y) < NODE_HEIGHT + GAP_ACROSS / 2
  );
}

/** The first free place from `start` on, going across the direction of the graph. */
function freePlace(start: Point, taken: Point[], direction: Direction): Point {
  const step: Point =
    direction === 'DOWN'
      ? { x: NODE_WIDTH + GAP_ACROSS, y: 0 }
      : { x: 0, y: NODE_HEIGHT + GAP_ACROSS };
  let place = start;
  while (taken.some(other => overlaps(place, other))) {
    place = { x: place.x + step.x, y: place.y + step.y };
  }
  return place;
}

/**
 * Places for nodes that have none; those that have one stay where they are. A node stands after its
 * inputs, between a parent and a child if it was put between them, or beside all others.
 */
export function placeNewNodes(
  nodes: GraphNodes,
  positions: Positions,
  direction: Direction,
): Positions {
  const placed: { [id: string]: Point } = {};
  for (const id of Object.keys(nodes)) {
    if (positions[id]) placed[id] = positions[id];
  }
  const children = childrenByParent(nodes);
  for (const [id, node] of Object.entries(nodes)) {
    if (placed[id]) continue;
    const parents = inputsOf(node).flatMap(parent => placed[parent] ?? []);
    const below = (children.get(id) ?? []).flatMap(child => placed[child] ?? []);
    placed[id] = freePlace(
      wantedPlace(parents, below, Object.values(placed), direction),
      Object.values(placed),
      direction,
    );
  }
  return placed;
}

function middle(points: Point[], axis: 'x' | 'y'): number {
  return Math.round(points.reduce((sum, point) => sum + point[axis], 0) / points.length);
}

function wantedPlace(
  parents: Point[],
  children: Point[],
  all: Point[],
  direction: Direction,
): Point {
  const along = direction === 'DOWN' ? 'y' : 'x';
  const across = direction === 'DOWN' ? 'x' : 'y';
  const size = direction === 'DOWN' ? NODE_HEIGHT : NODE_WIDTH;
  const place: Point = { x: 0, y: 0 };
  if (parents.length > 0) {
    place[along] = Math.max(...parents.map(point => point[along])) + size + GAP_ALONG;
    place[across] = middle(parents, across);
  } else if (children.length > 0) {
    place[along] = Math.min(...children.map(point => point[along])) - size - GAP_ALONG;
    place[across] = middle(children, across);
  } else if (all.length > 0) {
    place[along] = Math.min(...all.map(point => point[along]));
    place[across] = all.find(point => point[along] === place[along])?.[across] ?? 0;
  }
  return place;
}
