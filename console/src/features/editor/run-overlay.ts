import { useMemo } from 'react';
import type { JobRun } from '../../api/glue-jobs';
import { nodeNamedIn } from '../../model/checks';
import { formatTime } from '../../model/format';
import { kindOf } from '../../model/graph';
import { flowsOf, rowChangesOf, statesOf } from '../../model/run-flow';
import { countsOf } from '../../model/run-report';
import { canvas, runs as runText } from '../../strings/editor';
import { useKinds } from './kinds';
import { isLiveRun, useRunReport } from './runs/use-runs';
import { selectNodes, useEditor } from './store';
import type { RunMarks } from './visual/flow';
import type { Overlay } from './visual/VisualTab';

/**
 * The run that the canvas shows: the chosen one, or one that lives. The node at which `started`
 * fails is opened once.
 */
export function useShownRun(props: {
  runs: JobRun[] | undefined;
  chosen: string | null;
  started: string | null;
  onOpened: () => void;
  onHide: () => void;
}): Overlay {
  const { runs, chosen, started, onOpened, onHide } = props;
  const nodes = useEditor(selectNodes);
  const kinds = useKinds();
  const live = runs?.find(isLiveRun);
  const run = chosen === 'none' ? undefined : (runs?.find(({ Id }) => Id === chosen) ?? live);
  const before = run && succeededBefore(runs ?? [], run);
  const report = useRunReport(run).data;
  const earlier = useRunReport(before).data;

  const state = run?.JobRunState;
  const failed = run?.ErrorMessage ? nodeNamedIn(run.ErrorMessage, nodes) : undefined;
  const beforeTime = before?.StartedOn === undefined ? null : formatTime(before.StartedOn);
  const marks = useMemo((): RunMarks | null => {
    if (state === undefined || !report) return null;
    const counts = countsOf(report, earlier);
    const isTarget = (id: string) => kinds.find(kindOf(nodes[id] ?? {}))?.Category === 'TARGET';
    return {
      live: isLiveRun({ JobRunState: state }),
      counts,
      states: statesOf(nodes, state, counts, failed),
      rowChanges: rowChangesOf(nodes, counts, isTarget),
      flows: flowsOf(nodes, counts, isTarget),
      before: beforeTime,
    };
  }, [nodes, kinds, state, report, earlier, failed, beforeTime]);
  return {
    run: marks,
    caption: run ? captionOf(run, report?.Progress?.Fraction) : null,
    fraction: run && isLiveRun(run) ? (report?.Progress?.Fraction ?? 0) : null,
    failure:
      run?.ErrorMessage === undefined
        ? null
        : {
            runId: run.Id,
            message: run.ErrorMessage,
            node: failed,
            onOpened: run.Id === started ? onOpened : null,
          },
    onHide,
  };
}

/** The latest run before this one that has succeeded, which it is compared with. */
function succeededBefore(runs: JobRun[], run: JobRun): JobRun | undefined {
  return runs.find(
    other => other.JobRunState === 'SUCCEEDED' && (other.StartedOn ?? 0) < (run.StartedOn ?? 0),
  );
}

function captionOf(run: JobRun, fraction: number | undefined): string {
  if (isLiveRun(run)) {
    return fraction === undefined ? canvas.starting : canvas.progress(Math.round(100 * fraction));
  }
  const time = run.StartedOn === undefined ? '' : formatTime(run.StartedOn);
  return canvas.runOf(time, runText.states[run.JobRunState]);
}
