import { useQuery } from '@tanstack/react-query';
import { glue } from '../../api/glue';
import type { Job } from '../../api/glue-jobs';
import { allPages } from '../../api/pages';
import { listRuns, type RunSummary } from '../../api/tenon-runs';
import { queryClient } from '../../app/query-client';
import { spanOf, type RunRange } from '../../model/run-range';
import { lastRuns, outcomeOf } from '../../model/run-statistics';

const jobsKey = ['glue', 'GetJobs'] as const;
const runsKey = ['tenon', 'ListRuns'] as const;
const LIVE = 2_000;

export function useJobs({ enabled = true } = {}) {
  return useQuery({
    queryKey: jobsKey,
    enabled,
    queryFn: ({ signal }) =>
      allPages<Job>(async NextToken => {
        const answer = await glue('GetJobs', NextToken ? { NextToken } : {}, signal);
        return { items: answer.Jobs, next: answer.NextToken };
      }),
  });
}

/** After a job has been made, changed or deleted. */
export async function refreshJobs(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: jobsKey });
}

/** After a run has been started or stopped. */
export async function refreshRuns(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: runsKey });
}

export interface LastRuns {
  runs: Map<string, RunSummary>;
  /** Whether a job that is not among them has never run; else its last run is an old one. */
  complete: boolean;
}

/** The last runs of the jobs that ran lately: those of the thousand newest runs. */
export function useLastRuns() {
  return useQuery({
    queryKey: [...runsKey, 'last'],
    queryFn: async ({ signal }): Promise<LastRuns> => {
      const { Runs, NextToken } = await listRuns({ MaxResults: 1000 }, signal);
      return { runs: lastRuns(Runs), complete: NextToken === undefined };
    },
    // While something runs, its state is looked at again.
    refetchInterval: ({ state }) =>
      anyLive([...(state.data?.runs.values() ?? [])]) ? LIVE : false,
  });
}

export const MOST_RUNS = 10_000;

export interface RunsOfRange {
  runs: RunSummary[];
  counts: { State: RunSummary['JobRunState']; Runs: number }[];
  /** The range that was read, in epoch seconds. */
  from: number;
  to: number;
  /** There are more runs than were read. */
  partly: boolean;
}

/** The runs of a range of time, newest first, as far as they can be shown. */
export function useRunsOf(range: RunRange) {
  return useQuery({
    queryKey: [...runsKey, 'range', range],
    queryFn: async ({ signal }): Promise<RunsOfRange> => {
      const { from, to } = spanOf(range, Date.now());
      const runs: RunSummary[] = [];
      let NextToken: string | undefined;
      let counts: RunsOfRange['counts'] | undefined;
      do {
        const answer = await listRuns(
          {
            StartedAfter: from,
            StartedBefore: to + 1,
            MaxResults: 1000,
            ...(NextToken && { NextToken }),
          },
          signal,
        );
        runs.push(...answer.Runs);
        counts ??= answer.Counts;
        NextToken = answer.NextToken;
      } while (NextToken !== undefined && runs.length < MOST_RUNS);
      return { runs, counts, from, to, partly: NextToken !== undefined };
    },
    placeholderData: before => before,
    refetchInterval: ({ state }) => (anyLive(state.data?.runs ?? []) ? LIVE : false),
  });
}

function anyLive(runs: readonly RunSummary[]): boolean {
  return runs.some(run => outcomeOf(run.JobRunState) === 'running');
}
