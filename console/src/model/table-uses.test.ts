import { describe, expect, it } from 'vitest';
import type { GraphNodes } from './graph';
import { isWithin, sameFolder, sameTable, tablesWritten, usesOf, usesOfTable } from './table-uses';

const NODES: GraphNodes = {
  a: { S3CatalogSource: { Name: 'Users', Database: 'Landing', Table: 'users' } },
  b: { S3CsvSource: { Name: 'Files', Paths: ['s3://lake/hits/2026/', 's3://lake/more'] } },
  c: {
    DirectJDBCSource: { Name: 'Shop', Database: 'landing', Table: 'users', ConnectionName: 'x' },
  },
  d: { Filter: { Name: 'Filter', Inputs: ['a'] } },
  e: {
    S3GlueParquetTarget: {
      Name: 'Parquet',
      Inputs: ['d'],
      Path: 's3://lake/out',
      SchemaChangePolicy: { EnableUpdateCatalog: true, Database: 'gold', Table: 'result' },
    },
  },
  f: {
    S3DirectTarget: {
      Name: 'JSON',
      Inputs: ['d'],
      Path: 's3://lake/json/',
      SchemaChangePolicy: { EnableUpdateCatalog: false, Database: 'gold', Table: 'other' },
    },
  },
  g: { S3CatalogTarget: { Name: 'Table', Inputs: ['d'], Database: 'gold', Table: 'kept' } },
};

describe('usesOf', () => {
  it('tells what sources read and targets write, by table or place', () => {
    expect(
      usesOf(NODES).map(({ nodeId, use, table, locations }) => [
        nodeId,
        use,
        table && `${table.database}.${table.table}`,
        ...locations,
      ]),
    ).toEqual([
      ['a', 'reads', 'Landing.users'],
      ['b', 'reads', null, 's3://lake/hits/2026/', 's3://lake/more'],
      ['c', 'reads', null],
      ['e', 'writes', 'gold.result', 's3://lake/out'],
      ['f', 'writes', null, 's3://lake/json/'],
      ['g', 'writes', 'gold.kept'],
    ]);
  });
});

describe('folders', () => {
  it.each([
    ['s3://lake/users/', 's3://lake/users/', true],
    ['s3://lake/users', 's3://lake/users/', true],
    ['s3a://lake/users/year=2026/a.csv', 's3://lake/users', true],
    ['s3://lake/users-old/', 's3://lake/users', false],
    ['s3://lake/', 's3://lake/users/', false],
    ['s3://pond/users/', 's3://lake/users/', false],
    ['jdbc:somewhere', 's3://lake/', false],
  ])('%s is within %s: %s', (path, folder, within) => {
    expect(isWithin(path, folder)).toBe(within);
  });

  it('are the same with or without a slash at the end', () => {
    expect(sameFolder('s3://lake/out', 's3://lake/out/')).toBe(true);
    expect(sameFolder('s3://lake/out/', 's3://lake/out/a/')).toBe(false);
  });
});

describe('tables', () => {
  it('have the same name whatever its case', () => {
    expect(sameTable({ database: 'A', table: 'b' }, { database: 'a', table: 'B' })).toBe(true);
    expect(sameTable({ database: 'a', table: 'b' }, { database: 'a', table: 'c' })).toBe(false);
  });

  it.each([
    ['landing', 'users', undefined, ['etl a reads name']],
    ['landing', 'hits', 's3://lake/hits/', ['etl b reads location']],
    ['gold', 'result', 's3://elsewhere/', ['etl e writes name']],
    ['gold', 'same_files', 's3://lake/json', ['etl f writes location']],
    ['gold', 'other', 's3://lake/none/', []],
  ])('%s.%s at %s is used by %j', (database, table, location, uses) => {
    const jobs = [{ Name: 'etl', CodeGenConfigurationNodes: NODES }, { Name: 'script' }];
    const found = usesOfTable(jobs, { database, table }, location);
    expect(found.map(use => `${use.job} ${use.nodeId} ${use.use} ${use.by}`)).toEqual(uses);
  });

  it('that a graph writes are those named and those over its folders', () => {
    const table = (DatabaseName: string, Name: string, Location: string) => ({
      DatabaseName,
      Name,
      StorageDescriptor: { Location },
    });
    const tables = [
      table('landing', 'users', 's3://lake/users/'),
      table('gold', 'kept', 's3://lake/kept/'),
      table('gold', 'over_json', 's3://lake/json'),
      table('gold', 'deeper', 's3://lake/json/part/'),
      { DatabaseName: 'gold', Name: 'result' },
    ];
    expect(tablesWritten(NODES, tables).map(({ table }) => table)).toEqual([
      'kept',
      'over_json',
      'result',
    ]);
  });
});
