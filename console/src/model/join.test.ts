import { describe, expect, it } from 'vitest';
import type { GraphNodes } from './graph';
import { columnsFor, conditionsOf, overlap, resolveJoin } from './join';

const LEADS = [
  { Name: 'id', Type: 'bigint' },
  { Name: 'email', Type: 'string' },
];
const HITS = [
  { Name: 'ID', Type: 'bigint' },
  { Name: 'lead_id', Type: 'bigint' },
];

const GRAPH: GraphNodes = {
  l: { S3CatalogSource: { Name: 'Leads' } },
  h: { S3CatalogSource: { Name: 'Hits' } },
  j: {
    Join: {
      Name: 'Join Article Hits',
      Inputs: ['l', 'h'],
      JoinType: 'outer',
      Columns: [
        { From: 'l', Keys: [['id']] },
        { From: 'h', Keys: [['LEAD_ID', 'part']] },
      ],
    },
  },
};

describe('a join', () => {
  it('has conditions as pairs, also where a side is not chosen', () => {
    const node = { Join: { Inputs: ['l', 'h'], Columns: [{ From: 'h', Keys: [['x']] }] } };
    expect(conditionsOf(node)).toEqual([{ left: [], right: ['x'] }]);
    expect(columnsFor(['l', 'h'], [{ left: ['a'], right: ['b'] }])).toEqual([
      { From: 'l', Keys: [['a']] },
      { From: 'h', Keys: [['b']] },
    ]);
    expect(columnsFor(['l'], [{ left: ['a'], right: [] }])).toEqual([{ From: 'l', Keys: [['a']] }]);
  });

  it('finds the names that both inputs have, whatever their case', () => {
    expect(overlap(LEADS, HITS)).toEqual(['id']);
    expect(overlap(LEADS, [])).toEqual([]);
  });

  it('is resolved by prefixing every column of the right parent', () => {
    const { nodes, id } = resolveJoin(GRAPH, {
      join: 'j',
      left: LEADS,
      right: HITS,
      prefix: 'article_hit',
      now: 7,
    });
    expect(id).toBe('node-7');
    const mapping = (name: string, to: string) => ({
      ToKey: to,
      FromPath: [name],
      FromType: 'bigint',
      ToType: 'bigint',
      Dropped: false,
    });
    expect(nodes['node-7']).toEqual({
      ApplyMapping: {
        Name: 'Renamed keys for Join Article Hits',
        Inputs: ['h'],
        Mapping: [mapping('ID', 'article_hit_ID'), mapping('lead_id', 'article_hit_lead_id')],
      },
    });
    expect(nodes.j).toEqual({
      Join: {
        Name: 'Join Article Hits',
        Inputs: ['l', 'node-7'],
        JoinType: 'outer',
        Columns: [
          { From: 'l', Keys: [['id']] },
          { From: 'node-7', Keys: [['article_hit_lead_id', 'part']] },
        ],
      },
    });
  });

  it('is resolved to names that the left parent has not', () => {
    const left = [...LEADS, { Name: 'right_id', Type: 'int' }];
    const { nodes } = resolveJoin(GRAPH, { join: 'j', left, right: HITS, prefix: 'right', now: 7 });
    expect(JSON.stringify(nodes['node-7'])).toContain('"right_right_ID"');
  });

  it('needs a right parent to be resolved', () => {
    const alone = { j: { Join: { Name: 'J', Inputs: ['l'] } } };
    const resolve = () =>
      resolveJoin(alone, { join: 'j', left: [], right: [], prefix: 'right', now: 1 });
    expect(resolve).toThrow('no right parent: j');
  });
});
