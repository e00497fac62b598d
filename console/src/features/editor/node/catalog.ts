import { useQuery } from '@tanstack/react-query';
import { glue } from '../../../api/glue';

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
