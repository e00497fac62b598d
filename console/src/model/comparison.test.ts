import { describe, expect, it } from 'vitest';
import { compareGraphs, inLines, withNames } from './comparison';
import type { GraphNodes } from './graph';

const source = (Name: string) => ({ S3CatalogSource: { Name, Table: 'leads' } });
const select = (Inputs: string[], ...columns: string[]) => ({
  SelectFields: { Name: 'Some', Inputs, Paths: columns.map(column => [column]) },
});

const BEFORE: GraphNodes = { a: source('Leads'), b: source('Hits'), c: select(['a'], 'id') };
const AFTER: GraphNodes = { a: source('Leads'), d: source('Users'), c: select(['d'], 'id') };

describe('two graphs drawn as one', () => {
  const { nodes, changes, edges } = compareGraphs(BEFORE, AFTER);

  it('has the nodes of both, those that are gone as they were', () => {
    expect(Object.keys(nodes)).toEqual(['a', 'b', 'c', 'd']);
    expect(nodes['b']).toEqual(BEFORE['b']);
    expect(nodes['a']).toBe(AFTER['a']);
  });

  it('says what happened to each', () =>
    expect(changes.map(({ id, change }) => [id, change])).toEqual([
      ['b', 'removed'],
      ['c', 'changed'],
      ['d', 'added'],
    ]));

  it('has the edges of both', () =>
    expect(edges.map(({ id, change }) => [id, change])).toEqual([
      ['d>c', 'added'],
      ['a>c', 'removed'],
    ]));

  it('has no change where the graphs are the same', () => {
    const same = compareGraphs(BEFORE, BEFORE);
    expect(same.nodes).toEqual(BEFORE);
    expect(same.changes).toEqual([]);
    expect(same.edges.map(({ change }) => change)).toEqual([null]);
  });
});

it.each([
  ['a', 'Leads'],
  ['id', 'id'],
  [7, 7],
  [null, null],
  [
    ['a', 'b'],
    ['Leads', 'Hits'],
  ],
  [
    { From: 'b', Keys: [['id']] },
    { From: 'Hits', Keys: [['id']] },
  ],
])('a setting %j reads %j: nodes by their names', (value, read) =>
  expect(withNames(value, BEFORE)).toEqual(read),
);

it.each([
  ['parquet', 'parquet'],
  [['Leads', 'Hits'], 'Leads\nHits'],
  [[['id'], ['address', 'zip']], 'id\naddress.zip'],
  [[], '[]'],
  [[{ a: 1 }], '[\n {\n  "a": 1\n }\n]'],
  [[1, 2], '[\n 1,\n 2\n]'],
  [{ a: 1 }, '{\n "a": 1\n}'],
  [true, 'true'],
])('a setting %j is written %j', (value, lines) => expect(inLines(value)).toBe(lines));
