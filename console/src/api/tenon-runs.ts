import { call } from './call';
import type { JobRunState } from './glue-jobs';

/** A run as lists of all jobs have it. Times are epoch seconds. */
export interface RunSummary {
  JobName: string;
  Id: string;
  JobVersion?: number;
  Attempt: number;
  JobRunState: JobRunState;
  StartedOn: number;
  LastModifiedOn: number;
  CompletedOn?: number;
  /** Seconds that have begun. */
  ExecutionTime: number;
  ErrorMessage?: string;
}

export interface RunList {
  Runs: RunSummary[];
  /** Of all runs in the time range, whatever states are listed. */
  Counts: { State: JobRunState; Runs: number }[];
  NextToken?: string;
}

/** Runs of all jobs, newest first. */
export function listRuns(
  input: {
    StartedAfter?: number;
    StartedBefore?: number;
    States?: JobRunState[];
    MaxResults?: number;
    NextToken?: string;
  },
  signal?: AbortSignal,
): Promise<RunList> {
  return call('Tenon', 'ListRuns', input, signal);
}
