import { useMemo } from 'react';
import type { JobRun } from '../../api/glue-jobs';
import { formatTime } from '../../model/format';
import { countsOf, type NodeCount } from '../../model/run-report';
import { canvas, runs as runText } from '../../strings/editor';
import { isLiveRun, useRunReport } from './runs/use-runs';

const NO_COUNTS: ReadonlyMap<string, NodeCount> = new Map();

/** The run whose rows the canvas shows: the chosen one, or one that lives. */
export function useShownRun(runs: JobRun[] | undefined, chosen: string | null, onHide: () => void) {
  const live = runs?.find(isLiveRun);
  const run = chosen === 'none' ? undefined : (runs?.find(({ Id }) => Id === chosen) ?? live);
  const before = runs?.find(
    other =>
      run !== undefined &&
      other.JobRunState === 'SUCCEEDED' &&
      (other.StartedOn ?? 0) < (run.StartedOn ?? 0),
  );
  const report = useRunReport(run).data;
  const earlier = useRunReport(before).data;
  const counts = useMemo(() => (report ? countsOf(report, earlier) : NO_COUNTS), [report, earlier]);
  return {
    counts,
    caption: run ? captionOf(run, report?.Progress?.Fraction) : null,
    onHide,
  };
}

function captionOf(run: JobRun, fraction: number | undefined): string {
  if (isLiveRun(run) && fraction !== undefined) return canvas.progress(Math.round(100 * fraction));
  const time = run.StartedOn === undefined ? '' : formatTime(run.StartedOn);
  return canvas.runOf(time, runText.states[run.JobRunState]);
}
