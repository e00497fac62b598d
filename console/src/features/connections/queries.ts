import { useQuery } from '@tanstack/react-query';
import { glue } from '../../api/glue';
import type { Connection } from '../../api/glue-connections';
import { allPages } from '../../api/pages';
import { queryClient } from '../../app/query-client';

export const LIST = { HidePassword: true } as const;

export function useConnections() {
  return useQuery({
    queryKey: ['connections', 'all'],
    queryFn: ({ signal }): Promise<Connection[]> =>
      allPages(async token => {
        const page = { ...LIST, MaxResults: 100, ...(token && { NextToken: token }) };
        const answer = await glue('GetConnections', page, signal);
        return { items: answer.ConnectionList, next: answer.NextToken };
      }),
  });
}

export function useConnection(name: string) {
  return useQuery({
    queryKey: ['connections', 'one', name],
    queryFn: async ({ signal }) =>
      (await glue('GetConnection', { Name: name, ...LIST }, signal)).Connection,
  });
}

/** After a connection has been made, changed or deleted. */
export function refreshConnections(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['connections'] });
}
