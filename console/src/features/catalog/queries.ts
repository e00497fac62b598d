import { useQuery } from '@tanstack/react-query';
import { queryClient } from '../../app/query-client';
import { glue } from '../../api/glue';
import type { Table } from '../../api/glue-catalog';
import { allPages } from '../../api/pages';

const page = (token: string | undefined, most: number) => ({
  MaxResults: most,
  ...(token && { NextToken: token }),
});

export function useDatabases() {
  return useQuery({
    queryKey: ['catalog', 'databases'],
    queryFn: ({ signal }) =>
      allPages(async token => {
        const answer = await glue('GetDatabases', page(token, 100), signal);
        return { items: answer.DatabaseList, next: answer.NextToken };
      }),
  });
}

export function useDatabase(name: string) {
  return useQuery({
    queryKey: ['catalog', 'database', name],
    queryFn: async ({ signal }) => (await glue('GetDatabase', { Name: name }, signal)).Database,
  });
}

/** The tables of one database, or of all. */
export function useTables(database?: string) {
  return useQuery({
    queryKey: ['catalog', 'tables', database ?? null],
    queryFn: ({ signal }) => fetchTables(database, signal),
  });
}

export function fetchTables(database: string | undefined, signal: AbortSignal): Promise<Table[]> {
  return allPages(async token => {
    const answer =
      database === undefined
        ? await glue('SearchTables', page(token, 1000), signal)
        : await glue('GetTables', { DatabaseName: database, ...page(token, 100) }, signal);
    return { items: answer.TableList, next: answer.NextToken };
  });
}

export function useTable(database: string, table: string) {
  return useQuery({
    queryKey: ['catalog', 'table', database, table],
    queryFn: async ({ signal }) =>
      (await glue('GetTable', { DatabaseName: database, Name: table }, signal)).Table,
  });
}

export function useTableVersions(database: string, table: string) {
  return useQuery({
    queryKey: ['catalog', 'versions', database, table],
    queryFn: ({ signal }) =>
      allPages(async token => {
        const name = { DatabaseName: database, TableName: table };
        const answer = await glue('GetTableVersions', { ...name, ...page(token, 100) }, signal);
        return { items: answer.TableVersions, next: answer.NextToken };
      }),
  });
}

export function usePartitions(database: string, table: string, expression: string) {
  return useQuery({
    queryKey: ['catalog', 'partitions', database, table, expression],
    queryFn: ({ signal }) =>
      allPages(async token => {
        const input = {
          DatabaseName: database,
          TableName: table,
          ...(expression && { Expression: expression }),
          ...page(token, 1000),
        };
        const answer = await glue('GetPartitions', input, signal);
        return { items: answer.Partitions, next: answer.NextToken };
      }),
  });
}

export function usePartitionIndexes(database: string, table: string) {
  return useQuery({
    queryKey: ['catalog', 'indexes', database, table],
    queryFn: async ({ signal }) => {
      const name = { DatabaseName: database, TableName: table };
      return (await glue('GetPartitionIndexes', name, signal)).PartitionIndexDescriptorList;
    },
  });
}

/** After anything has been changed in the catalog. */
export function refreshCatalog(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['catalog'] });
}
