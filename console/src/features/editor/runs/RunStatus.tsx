import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator';
import type { JobRun, JobRunState } from '../../../api/glue-jobs';
import { runs as text } from '../../../strings/editor';

const TYPES: Record<JobRunState, StatusIndicatorProps.Type> = {
  STARTING: 'pending',
  RUNNING: 'in-progress',
  STOPPING: 'in-progress',
  STOPPED: 'stopped',
  SUCCEEDED: 'success',
  FAILED: 'error',
  TIMEOUT: 'error',
  ERROR: 'error',
  WAITING: 'pending',
  EXPIRED: 'error',
};

export function RunStatus({ run }: { run: JobRun }) {
  return (
    <StatusIndicator type={TYPES[run.JobRunState]}>{text.states[run.JobRunState]}</StatusIndicator>
  );
}

/** From start to end, as far as it is over. */
export function runMilliseconds(run: JobRun): number | undefined {
  if (run.StartedOn === undefined || run.CompletedOn === undefined) return undefined;
  return Math.round((run.CompletedOn - run.StartedOn) * 1000);
}
