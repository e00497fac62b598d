import { describe, expect, it } from 'vitest';
import { layoutInput, NODE_HEIGHT, NODE_WIDTH, placeNewNodes, positionsOf } from './layout';

const source = { S3CatalogSource: { Name: 'a' } };
const over = (...Inputs: string[]) => ({ Union: { Name: 'u', Inputs } });

describe('places on the canvas', () => {
  it('are asked for with every node and edge', () => {
    const input = layoutInput({ a: source, b: over('a') }, 'RIGHT');
    expect(input.layoutOptions['elk.direction']).toBe('RIGHT');
    expect(input.children.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(input.edges).toEqual([{ id: 'a>b', sources: ['a'], targets: ['b'] }]);
  });

  it('are whole pixels', () => {
    expect(positionsOf({ children: [{ id: 'a', x: 1.4, y: 2.6 }, { id: 'b' }] })).toEqual({
      a: { x: 1, y: 3 },
      b: { x: 0, y: 0 },
    });
    expect(positionsOf({})).toEqual({});
  });

  it('are kept where they were chosen, and forgotten with their node', () => {
    const positions = { a: { x: 500, y: 500 }, gone: { x: 0, y: 0 } };
    expect(placeNewNodes({ a: source }, positions, 'DOWN')).toEqual({ a: { x: 500, y: 500 } });
  });

  it.each(['DOWN', 'RIGHT'] as const)('never lie on one another, going %s', direction => {
    const nodes = { a: source, b: source, c: over('a', 'b'), d: over('a', 'b'), e: over('c', 'd') };
    const places = Object.values(placeNewNodes(nodes, {}, direction));
    expect(places.length).toBe(5);
    for (const [at, one] of places.entries()) {
      for (const other of places.slice(at + 1)) {
        const apart =
          Math.abs(one.x - other.x) >= NODE_WIDTH || Math.abs(one.y - other.y) >= NODE_HEIGHT;
        expect(apart).toBe(true);
      }
    }
  });

  it('stand after the parents, and before the children of a node without parents', () => {
    const down = placeNewNodes({ a: source, b: over('a') }, { a: { x: 0, y: 0 } }, 'DOWN');
    expect(down.b?.y).toBeGreaterThan(NODE_HEIGHT);
    expect(down.b?.x).toBe(0);
    const up = placeNewNodes({ a: source, b: over('a') }, { b: { x: 0, y: 0 } }, 'DOWN');
    expect(up.a?.y).toBeLessThan(-NODE_HEIGHT);
    const right = placeNewNodes({ a: source, b: over('a') }, { a: { x: 0, y: 0 } }, 'RIGHT');
    expect(right.b?.x).toBeGreaterThan(NODE_WIDTH);
  });
});
