import type { JobRunState } from '../api/glue-jobs';
import type { RunSummary } from '../api/tenon-runs';

/** How monitoring sums up the states of runs, as Glue's board does. */
export type Outcome = 'running' | 'succeeded' | 'failed' | 'stopped';

export const OUTCOMES: readonly Outcome[] = ['running', 'succeeded', 'failed', 'stopped'];

const STATES: Record<Outcome, readonly JobRunState[]> = {
  running: ['STARTING', 'RUNNING', 'STOPPING', 'WAITING'],
  succeeded: ['SUCCEEDED'],
  failed: ['FAILED', 'TIMEOUT', 'ERROR', 'EXPIRED'],
  stopped: ['STOPPED'],
};

export function outcomeOf(state: JobRunState): Outcome {
  return OUTCOMES.find(outcome => STATES[outcome].includes(state)) ?? 'failed';
}

export type OutcomeCounts = Record<Outcome, number>;

function noCounts(): OutcomeCounts {
  return { running: 0, succeeded: 0, failed: 0, stopped: 0 };
}

export function countOutcomes(
  counts: readonly { State: JobRunState; Runs: number }[],
): OutcomeCounts {
  const total = noCounts();
  for (const { State, Runs } of counts) total[outcomeOf(State)] += Runs;
  return total;
}

export function totalOf(counts: OutcomeCounts): number {
  return OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
}

/** Of the runs that ended by themselves, how many succeeded: 0 to 1, or null where none has ended. */
export function successRate({ succeeded, failed }: OutcomeCounts): number | null {
  return succeeded + failed === 0 ? null : succeeded / (succeeded + failed);
}

/** A span of time on the board, from its beginning. */
export interface Period {
  begin: Date;
  counts: OutcomeCounts;
}

const HOUR = 3_600_000;

/**
 * The runs by the hour (up to two days) or by the day in which they started, in the browser's time zone,
 * with the spans in which nothing ran.
 */
export function runsByTime(runs: readonly RunSummary[], from: number, to: number): Period[] {
  const byHour = to - from <= 48 * 3600;
  const periods: Period[] = [];
  const index = new Map<number, Period>();
  const end = to * 1000;
  for (let begin = floor(from * 1000, byHour); begin <= end; begin = next(begin, byHour)) {
    const period = { begin: new Date(begin), counts: noCounts() };
    periods.push(period);
    index.set(begin, period);
  }
  for (const run of runs) {
    const period = index.get(floor(run.StartedOn * 1000, byHour));
    if (period) period.counts[outcomeOf(run.JobRunState)] += 1;
  }
  return periods;
}

function floor(time: number, byHour: boolean): number {
  const date = new Date(time);
  if (byHour) return date.setMinutes(0, 0, 0);
  return date.setHours(0, 0, 0, 0);
}

// A day is not always 24 hours; an hour is an hour.
function next(begin: number, byHour: boolean): number {
  if (byHour) return begin + HOUR;
  const date = new Date(begin);
  return date.setDate(date.getDate() + 1);
}

export interface JobCounts {
  job: string;
  counts: OutcomeCounts;
}

/** The jobs with the most runs. */
export function runsByJob(runs: readonly RunSummary[], most: number): JobCounts[] {
  const jobs = new Map<string, OutcomeCounts>();
  for (const run of runs) {
    const counts = jobs.get(run.JobName) ?? noCounts();
    counts[outcomeOf(run.JobRunState)] += 1;
    jobs.set(run.JobName, counts);
  }
  return [...jobs]
    .map(([job, counts]) => ({ job, counts }))
    .sort((a, b) => totalOf(b.counts) - totalOf(a.counts) || a.job.localeCompare(b.job))
    .slice(0, most);
}

/** The newest run of each job, out of a list that is newest first. */
export function lastRuns(runs: readonly RunSummary[]): Map<string, RunSummary> {
  const last = new Map<string, RunSummary>();
  for (const run of runs) if (!last.has(run.JobName)) last.set(run.JobName, run);
  return last;
}
