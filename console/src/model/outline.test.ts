import { describe, expect, it } from 'vitest';
import { findNodes, outlineOf } from './outline';
import { CATALOG } from './test-kinds';

const GRAPH = {
  t: { S3DirectTarget: { Name: 'Zone', Inputs: ['l'], Path: 's3://bucket/out/' } },
  l: { S3CatalogSource: { Name: 'Leads', Database: 'landing', Table: 'leads' } },
  c: { DynamicTransform: { Name: 'Both', Inputs: ['l'], FunctionName: 'gs_concat' } },
  x: { Strange: { Name: 'Unknown' } },
};

describe('the outline', () => {
  it('has every node after its inputs', () => {
    expect(outlineOf(GRAPH, CATALOG)).toEqual([
      { id: 'l', name: 'Leads', title: 'Amazon S3', category: 'SOURCE' },
      { id: 'x', name: 'Unknown', title: 'Strange', category: 'TRANSFORM' },
      { id: 't', name: 'Zone', title: 'Amazon S3', category: 'TARGET' },
      { id: 'c', name: 'Both', title: 'Concatenate Columns', category: 'TRANSFORM' },
    ]);
  });

  it.each([
    ['', ['l', 'x', 't', 'c']],
    ['lead', ['l']],
    ['CONCAT', ['c']],
    ['bucket/out', ['t']],
    ['nothing', []],
  ])('finds by %j', (text, found) => {
    expect(findNodes(GRAPH, CATALOG, text).map(({ id }) => id)).toEqual(found);
  });
});
