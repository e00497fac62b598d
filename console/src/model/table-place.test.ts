import { describe, expect, it } from 'vitest';
import type { Table } from '../api/glue-catalog';
import { connectionOf, rowsPage } from './table-place';

const inDatabase: Table = {
  Name: 'hits',
  DatabaseName: 'signup',
  Parameters: { connectionName: 'warehouse' },
  StorageDescriptor: { Location: 'postgres.public.hits' },
};

describe('where the rows of a table are', () => {
  it.each<[string | null, Table]>([
    ['warehouse', inDatabase],
    [
      'leads',
      {
        Name: 'hits',
        DatabaseName: 'signup',
        StorageDescriptor: { Parameters: { connectionName: 'leads' } },
      },
    ],
    [null, { ...inDatabase, StorageDescriptor: { Location: 's3://lake/hits/' } }],
    [null, { Name: 'hits', DatabaseName: 'signup' }],
  ])('%#: %s', (connection, table) => {
    expect(connectionOf(table)).toBe(connection);
  });

  it('tells where they are shown', () => {
    expect(rowsPage(inDatabase)).toBe('/catalog/tables/view/signup/hits?tab=data');
    expect(rowsPage({ Name: 'hits', DatabaseName: 'signup' })).toMatch(/^\/query\?/);
  });
});
