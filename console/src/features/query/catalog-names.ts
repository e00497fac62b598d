import type { SQLNamespace } from '@codemirror/lang-sql';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { glue } from '../../api/glue';
import type { Database, Table } from '../../api/glue-catalog';
import { allPages } from '../../api/pages';

const KEEP = 60_000;

export function useDatabases() {
  return useQuery({
    queryKey: ['glue', 'GetDatabases'],
    queryFn: ({ signal }) =>
      allPages<Database>(async NextToken => {
        const answer = await glue('GetDatabases', NextToken ? { NextToken } : {}, signal);
        return { items: answer.DatabaseList, next: answer.NextToken };
      }),
  });
}

/** What one database of the tree holds; absent while nobody has asked for it. */
export interface TablesOf {
  tables: readonly Table[] | undefined;
  error: Error | null;
  refetch: () => unknown;
}

/** The tables of the databases that somebody looks into. */
export function useTables(databases: readonly string[]): Map<string, TablesOf> {
  const found = useQueries({
    queries: databases.map(database => ({
      queryKey: ['glue', 'GetTables', database],
      staleTime: KEEP,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        allPages<Table>(async NextToken => {
          const input = { DatabaseName: database, ...(NextToken && { NextToken }) };
          const answer = await glue('GetTables', input, signal);
          return { items: answer.TableList, next: answer.NextToken };
        }, 10_000),
    })),
  });
  return new Map(
    databases.map((database, index) => [
      database,
      {
        tables: found[index]?.data,
        error: found[index]?.error ?? null,
        refetch: () => found[index]?.refetch(),
      },
    ]),
  );
}

export function columnsOf(table: Table): { Name: string; Type?: string }[] {
  return [...(table.StorageDescriptor?.Columns ?? []), ...(table.PartitionKeys ?? [])];
}

/** What the editor completes: all databases, and tables and columns as far as they are loaded. */
export function useCompletion(
  databases: readonly Database[] | undefined,
  loaded: Map<string, TablesOf>,
): SQLNamespace {
  const known = [...loaded].map(([name, { tables }]) => `${name}\n${tables?.length ?? -1}`);
  const key = JSON.stringify([databases?.map(({ Name }) => Name), known]);
  return useMemo(() => {
    const schema: Record<string, Record<string, string[]>> = {};
    for (const { Name } of databases ?? []) {
      const tables = loaded.get(Name)?.tables ?? [];
      schema[Name] = Object.fromEntries(
        tables.map(table => [table.Name, columnsOf(table).map(column => column.Name)]),
      );
    }
    return schema;
    // The key says what of these counts.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
}

/** The databases that a statement speaks of: their names occur in it. */
export function mentionedDatabases(
  statement: string,
  databases: readonly Database[] | undefined,
): string[] {
  const words = new Set(statement.toLowerCase().match(/[\p{L}\p{N}_-]+/gu) ?? []);
  return (databases ?? []).map(({ Name }) => Name).filter(name => words.has(name.toLowerCase()));
}
