import { expect, test } from 'vitest';
import type { JobRunState } from '../api/glue-jobs';
import type { RunSummary } from '../api/tenon-runs';
import {
  countOutcomes,
  lastRuns,
  outcomeOf,
  runsByJob,
  runsByTime,
  successRate,
  totalOf,
} from './run-statistics';

const at = (text: string) => new Date(text).getTime() / 1000;

const run = (JobName: string, JobRunState: JobRunState, started: string): RunSummary => ({
  JobName,
  JobRunState,
  Id: `jr_${started}`,
  Attempt: 0,
  StartedOn: at(started),
  LastModifiedOn: at(started),
  ExecutionTime: 1,
});

test.each([
  ['STARTING', 'running'],
  ['STOPPING', 'running'],
  ['SUCCEEDED', 'succeeded'],
  ['TIMEOUT', 'failed'],
  ['STOPPED', 'stopped'],
] as const)('%s counts as %s', (state, outcome) => expect(outcomeOf(state)).toBe(outcome));

test('The success rate is of the runs that ended by themselves', () => {
  const counts = countOutcomes([
    { State: 'SUCCEEDED', Runs: 3 },
    { State: 'FAILED', Runs: 1 },
    { State: 'STOPPED', Runs: 5 },
    { State: 'RUNNING', Runs: 1 },
    { State: 'STARTING', Runs: 1 },
  ]);
  expect(counts).toEqual({ running: 2, succeeded: 3, failed: 1, stopped: 5 });
  expect(totalOf(counts)).toBe(11);
  expect(successRate(counts)).toBe(0.75);
  expect(successRate(countOutcomes([]))).toBeNull();
});

test('Runs are counted by day, days without runs too', () => {
  const runs = [
    run('a', 'SUCCEEDED', '2026-03-05T10:00:00'),
    run('a', 'FAILED', '2026-03-05T23:59:59'),
    run('b', 'SUCCEEDED', '2026-03-03T00:00:00'),
  ];
  const periods = runsByTime(runs, at('2026-03-02T12:00:00'), at('2026-03-06T12:00:00'));
  expect(periods.map(({ begin, counts }) => [begin.getDate(), totalOf(counts)])).toEqual([
    [2, 0],
    [3, 1],
    [4, 0],
    [5, 2],
    [6, 0],
  ]);
  expect(periods[3]?.counts).toMatchObject({ succeeded: 1, failed: 1 });
});

test('A day or two are counted by hour', () => {
  const runs = [run('a', 'SUCCEEDED', '2026-03-05T10:20:00')];
  const periods = runsByTime(runs, at('2026-03-05T08:30:00'), at('2026-03-05T11:00:00'));
  expect(periods.map(({ begin, counts }) => [begin.getHours(), totalOf(counts)])).toEqual([
    [8, 0],
    [9, 0],
    [10, 1],
    [11, 0],
  ]);
});

test('The jobs with the most runs come first, and no more than asked for', () => {
  const runs = ['b', 'a', 'c', 'c', 'a'].map((job, i) =>
    run(job, 'SUCCEEDED', `2026-03-05T10:00:0${i}`),
  );
  expect(runsByJob(runs, 2).map(({ job }) => job)).toEqual(['a', 'c']);
});

test('The last run of a job is the first of a list that is newest first', () => {
  const runs = [
    run('a', 'FAILED', '2026-03-05T10:00:00'),
    run('b', 'RUNNING', '2026-03-04T10:00:00'),
    run('a', 'SUCCEEDED', '2026-03-03T10:00:00'),
  ];
  const last = lastRuns(runs);
  expect(last.get('a')?.JobRunState).toBe('FAILED');
  expect(last.size).toBe(2);
});
