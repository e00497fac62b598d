import { useQuery } from '@tanstack/react-query';
import { glue } from '../../../api/glue';
import type { Connection } from '../../../api/glue-connections';

/** All pages of a list. */
async function all<T>(
  page: (token: string | undefined) => Promise<{ items: T[]; next: string | undefined }>,
): Promise<T[]> {
  const items: T[] = [];
  let token: string | undefined;
  do {
    const answer = await page(token);
    items.push(...answer.items);
    token = answer.next;
  } while (token !== undefined);
  return items;
}

export function useDatabaseNames() {
  return useQuery({
    queryKey: ['editor', 'databases'],
    queryFn: ({ signal }) =>
      all(async NextToken => {
        const answer = await glue('GetDatabases', NextToken ? { NextToken } : {}, signal);
        return { items: answer.DatabaseList.map(({ Name }) => Name), next: answer.NextToken };
      }),
  });
}

export function useTableNames(database: string) {
  return useQuery({
    queryKey: ['editor', 'tables', database],
    enabled: database !== '',
    queryFn: ({ signal }) =>
      all(async NextToken => {
        const input = { DatabaseName: database, ...(NextToken && { NextToken }) };
        const answer = await glue('GetTables', input, signal);
        return { items: answer.TableList.map(({ Name }) => Name), next: answer.NextToken };
      }),
  });
}

export function useConnections() {
  return useQuery({
    queryKey: ['editor', 'connections'],
    queryFn: ({ signal }): Promise<Connection[]> =>
      all(async NextToken => {
        const input = { HidePassword: true as const, ...(NextToken && { NextToken }) };
        const answer = await glue('GetConnections', input, signal);
        return { items: answer.ConnectionList, next: answer.NextToken };
      }),
  });
}
