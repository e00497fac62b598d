import { describe, expect, it } from 'vitest';
import { gapsOf, nodeNamedIn, withoutNodes } from './checks';
import { CATALOG } from './test-kinds';

const leads = { S3CatalogSource: { Name: 'Leads', Database: 'd', Table: 't' } };
const fields = (input: string) => ({
  SelectFields: { Name: 'f', Inputs: [input], Paths: [['a']] },
});

describe('gaps', () => {
  it('are none in a whole graph', () => {
    const join = {
      Join: {
        Name: 'j',
        JoinType: 'outer',
        Inputs: ['l', 'f'],
        Columns: [
          { From: 'l', Keys: [['a']] },
          { From: 'f', Keys: [['a']] },
        ],
      },
    };
    expect(gapsOf({ l: leads, f: fields('l'), j: join }, CATALOG)).toEqual([]);
  });

  it.each([
    [{ Strange: {} }, { nodeId: 'n', gap: 'kind', kind: 'Strange' }],
    [
      { S3CatalogSource: { Name: 'x', Database: 'd' } },
      { nodeId: 'n', gap: 'parameter', field: 'Table', title: 'Table' },
    ],
    [
      { Join: { JoinType: 'outer', Inputs: ['l'], Columns: [] } },
      { nodeId: 'n', gap: 'inputs', least: 2, most: 2, has: 1 },
    ],
    [
      { Join: { JoinType: 'outer', Inputs: ['l', 'm'], Columns: [] } },
      { nodeId: 'n', gap: 'condition', field: 'Columns' },
    ],
    [fields('gone'), { nodeId: 'n', gap: 'inputs', least: 1, most: 1, has: 0 }],
    [fields('n'), { nodeId: 'n', gap: 'cycle' }],
  ])('of %j are told', (node, gap) => {
    expect(gapsOf({ l: leads, m: leads, n: node }, CATALOG)).toEqual([gap]);
  });

  it('are taken out of a graph with all that hangs on them', () => {
    const graph = { l: leads, f: fields('l'), g: fields('f'), m: leads };
    expect(Object.keys(withoutNodes(graph, ['f']))).toEqual(['l', 'm']);
  });

  it('are found by the node that a message names', () => {
    const graph = { 'node-1': leads, 'node-12': leads };
    expect(nodeNamedIn('Leads (node-12): Table is missing', graph)).toBe('node-12');
    expect(nodeNamedIn('node node-1 must be an object', graph)).toBe('node-1');
    expect(nodeNamedIn('Leads: Conversion Error: "x"', graph)).toBe('node-1');
    expect(nodeNamedIn('something else', graph)).toBeUndefined();
  });
});
