import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { athena, isFinal, type QueryExecution } from '../../api/athena';
import { ResultPages } from '../../model/result-pages';

const POLL = 150;

/** An execution, asked again and again until it has ended. */
export function useExecution(id: string | undefined) {
  return useQuery({
    queryKey: ['athena', 'GetQueryExecution', id],
    enabled: id !== undefined,
    queryFn: async ({ signal }) => {
      const input = { QueryExecutionId: id ?? '' };
      return (await athena('GetQueryExecution', input, signal)).QueryExecution;
    },
    refetchInterval: ({ state }) => (state.data && isFinal(state.data.Status.State) ? false : POLL),
    staleTime: ({ state }) => (state.data && isFinal(state.data.Status.State) ? Infinity : 0),
  });
}

/** The rows of an execution that has succeeded, and where reading them stands. */
export function useResultPages(id: string) {
  const pages = useMemo(
    () =>
      new ResultPages(NextToken =>
        athena('GetQueryResults', {
          QueryExecutionId: id,
          MaxResults: 1000,
          ...(NextToken && { NextToken }),
        }),
      ),
    [id],
  );
  useEffect(() => pages.want(0, 1), [pages]);
  const state = useSyncExternalStore(pages.subscribe, pages.snapshot);
  return { pages, state };
}

/** How many rows a result has, as the server counted them; undefined while it is not known. */
export function useRowCount(id: string): number | undefined {
  const { data } = useQuery({
    queryKey: ['athena', 'GetQueryRuntimeStatistics', id],
    staleTime: Infinity,
    queryFn: ({ signal }) => athena('GetQueryRuntimeStatistics', { QueryExecutionId: id }, signal),
  });
  return data?.QueryRuntimeStatistics.Rows?.OutputRows;
}

/** EXPLAIN has one column, and its rows are lines of a drawing. */
export function isPlan(execution: QueryExecution): boolean {
  return execution.SubstatementType === 'EXPLAIN';
}
