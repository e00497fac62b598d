import { useMemo } from 'react';
import type { JobRun } from '../../api/glue-jobs';
import { formatTime } from '../../model/format';
import { countsOf, type NodeCount } from '../../model/run-report';
import { canvas, runs as runText, versions as versionText } from '../../strings/editor';
import { isLiveRun, useRunReport } from './runs/use-runs';
import { useChangesSince } from './versions/use-versions';
import type { Overlay } from './visual/VisualTab';

const NO_COUNTS: ReadonlyMap<string, NodeCount> = new Map();
const NO_CHANGES: ReadonlyMap<string, 'added' | 'changed'> = new Map();

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
    changes: NO_CHANGES,
    caption: run ? captionOf(run, report?.Progress?.Fraction) : null,
    onHide,
  };
}

/** The canvas against a version of the job; null while none is asked for. */
export function useComparison(
  jobName: string,
  chosen: string | null,
  onHide: () => void,
): Overlay | null {
  const version = chosen !== null && /^\d+$/.test(chosen) ? Number(chosen) : null;
  const changes = useChangesSince(jobName, version);
  const marks = useMemo(() => {
    const found = new Map<string, 'added' | 'changed'>();
    for (const { id, change } of changes ?? []) {
      if (change !== 'removed') found.set(id, change);
    }
    return found;
  }, [changes]);
  if (version === null || changes === null) return null;
  const removed = changes.filter(({ change }) => change === 'removed').map(({ name }) => name);
  const caption = versionText.comparing(version, removed);
  return { counts: NO_COUNTS, changes: marks, caption, onHide };
}

function captionOf(run: JobRun, fraction: number | undefined): string {
  if (isLiveRun(run) && fraction !== undefined) return canvas.progress(Math.round(100 * fraction));
  const time = run.StartedOn === undefined ? '' : formatTime(run.StartedOn);
  return canvas.runOf(time, runText.states[run.JobRunState]);
}
