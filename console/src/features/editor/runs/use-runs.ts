import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { glue } from '../../../api/glue';
import type { JobRun } from '../../../api/glue-jobs';
import { tenonGraph } from '../../../api/tenon-graph';
import { isLive } from '../../../model/run-report';

/** How often a run that is not over is looked at. */
const LIVE_MILLISECONDS = 500;

/** The latest runs of a job, newest first. Looks again while one of them lives. */
export function useRuns(jobName: string | null) {
  return useQuery({
    queryKey: ['editor', 'runs', jobName],
    enabled: jobName !== null,
    queryFn: async ({ signal }) => {
      const answer = await glue('GetJobRuns', { JobName: jobName ?? '', MaxResults: 100 }, signal);
      return answer.JobRuns;
    },
    refetchInterval: query => (query.state.data?.some(isLiveRun) ? LIVE_MILLISECONDS : false),
  });
}

export function isLiveRun(run: Pick<JobRun, 'JobRunState'>): boolean {
  return isLive(run.JobRunState);
}

/** The report of a run; it changes as long as the run lives. */
export function useRunReport(run: JobRun | undefined) {
  return useQuery({
    queryKey: ['editor', 'report', run?.JobName, run?.Id, run?.JobRunState],
    enabled: run !== undefined,
    queryFn: async ({ signal }) => {
      const input = { JobName: run?.JobName ?? '', RunId: run?.Id ?? '' };
      return (await tenonGraph('GetRunReport', input, signal)).Report;
    },
    placeholderData: (previous, query) =>
      query?.queryKey[3] === run?.Id ? keepPreviousData(previous) : undefined,
    refetchInterval: run && isLiveRun(run) ? LIVE_MILLISECONDS : false,
    staleTime: run && !isLiveRun(run) ? Infinity : 0,
  });
}
