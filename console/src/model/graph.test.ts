import { describe, expect, it } from 'vitest';
import {
  ancestorsOf,
  childrenOf,
  descendantsOf,
  edgesOf,
  inputsOf,
  newNodeId,
  paths,
  texts,
  topologicalOrder,
  upstreamGraph,
  wouldCycle,
  type GraphNodes,
} from './graph';

const source = { S3CatalogSource: { Name: 'Leads' } };
const over = (...Inputs: string[]) => ({ SelectFields: { Name: 'Some', Inputs } });
const DIAMOND: GraphNodes = { d: over('b', 'c'), b: over('a'), c: over('a'), a: source };

describe('a graph', () => {
  it('knows who hangs on whom', () => {
    expect(childrenOf(DIAMOND, 'a')).toEqual(['b', 'c']);
    expect(ancestorsOf(DIAMOND, 'd')).toEqual(new Set(['a', 'b', 'c']));
    expect(descendantsOf(DIAMOND, ['a'])).toEqual(new Set(['b', 'c', 'd']));
    expect(Object.keys(upstreamGraph(DIAMOND, 'b'))).toEqual(['b', 'a']);
  });

  it('is walked with every node after its inputs', () => {
    expect(topologicalOrder(DIAMOND)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is walked whole where there is a cycle or an input is gone', () => {
    expect(topologicalOrder({ x: over('y'), y: over('x'), z: over('gone') })).toEqual([
      'z',
      'x',
      'y',
    ]);
  });

  it('tells which edges would close a circle', () => {
    expect(wouldCycle(DIAMOND, 'd', 'a')).toBe(true);
    expect(wouldCycle(DIAMOND, 'a', 'd')).toBe(false);
    expect(wouldCycle(DIAMOND, 'a', 'a')).toBe(true);
  });

  it('has an edge for each input that is there', () => {
    expect(edgesOf({ b: over('a', 'gone'), a: source })).toEqual([
      { id: 'a>b', source: 'a', target: 'b', input: 0 },
    ]);
  });

  it('names new nodes by the time, and never twice', () => {
    expect(newNodeId(new Set(['node-5', 'node-6']), 5.5)).toBe('node-7');
  });

  it('reads values from outside without trusting them', () => {
    expect(texts(['a', 1, null])).toEqual(['a']);
    expect(texts('a')).toEqual([]);
    expect(paths([['a', 'b'], 'c'])).toEqual([['a', 'b'], []]);
    expect(inputsOf({})).toEqual([]);
  });
});
