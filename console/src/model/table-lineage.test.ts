import { expect, it } from 'vitest';
import { columnOrigins, decidingOrigins } from './table-lineage';

const NODES = {
  a: { S3CatalogSource: { Name: 'Users', Database: 'landing', Table: 'users' } },
  b: { S3CsvSource: { Name: 'Files', Paths: ['s3://lake/hits/'] } },
};

const LINEAGE = {
  NodeId: 't',
  Columns: [
    {
      Name: 'who',
      Values: [
        { NodeId: 'a', Column: 'name' },
        { NodeId: 'b', Column: 'agent' },
      ],
    },
    { Name: 'constant', Values: [] },
  ],
  Deciding: [{ NodeId: 'gone', Column: 'id' }],
  Gaps: [],
};

it('names sources by their tables, or as their nodes are named', () => {
  const told = columnOrigins(LINEAGE, NODES).map(({ column, origins }) => [
    column,
    ...origins.map(({ of, column }) => `${of}: ${column}`),
  ]);
  expect(told).toEqual([['who', 'landing.users: name', 'Files: agent'], ['constant']]);
  expect(columnOrigins(LINEAGE, NODES)[0]?.origins.map(({ table }) => table)).toEqual([
    { database: 'landing', table: 'users' },
    null,
  ]);
});

it('keeps what decides about rows apart', () => {
  expect(decidingOrigins(LINEAGE, NODES)).toEqual([
    { key: 'gone/id', column: 'id', of: 'gone', table: null },
  ]);
});
