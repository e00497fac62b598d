import { useQuery } from '@tanstack/react-query';
import { athena, type NamedQuery, type QueryExecution } from '../../api/athena';
import { allPages } from '../../api/pages';
import { queryClient } from '../../app/query-client';

const BATCH = 50;
export const HISTORY_SHOWN = 500;

const namedKey = ['athena', 'ListNamedQueries'] as const;

function batches<Item>(items: readonly Item[]): Item[][] {
  const all: Item[][] = [];
  for (let at = 0; at < items.length; at += BATCH) all.push(items.slice(at, at + BATCH));
  return all;
}

/** Athena's saved queries, by name. */
export function useNamedQueries() {
  return useQuery({
    queryKey: namedKey,
    queryFn: async ({ signal }) => {
      const ids = await allPages<string>(async NextToken => {
        const answer = await athena('ListNamedQueries', NextToken ? { NextToken } : {}, signal);
        return { items: answer.NamedQueryIds, next: answer.NextToken };
      });
      const found: NamedQuery[] = [];
      for (const NamedQueryIds of batches(ids)) {
        found.push(...(await athena('BatchGetNamedQuery', { NamedQueryIds }, signal)).NamedQueries);
      }
      return found.sort((a, b) => a.Name.localeCompare(b.Name));
    },
  });
}

export function refreshNamedQueries(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: namedKey });
}

/** The last executions that the server knows of, newest first, whoever ran them. */
export function useHistory() {
  return useQuery({
    queryKey: ['athena', 'ListQueryExecutions'],
    queryFn: async ({ signal }) => {
      const ids = await allPages<string>(async NextToken => {
        const input = { MaxResults: BATCH, ...(NextToken && { NextToken }) };
        const answer = await athena('ListQueryExecutions', input, signal);
        return { items: answer.QueryExecutionIds, next: answer.NextToken };
      }, HISTORY_SHOWN);
      const found = new Map<string, QueryExecution>();
      for (const QueryExecutionIds of batches(ids)) {
        const answer = await athena('BatchGetQueryExecution', { QueryExecutionIds }, signal);
        for (const item of answer.QueryExecutions) found.set(item.QueryExecutionId, item);
      }
      return ids.flatMap(id => found.get(id) ?? []);
    },
  });
}
