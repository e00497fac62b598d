import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator';
import type { JobRunState } from '../api/glue-jobs';
import { runStates } from '../strings/home';

const INDICATORS: Record<JobRunState, StatusIndicatorProps.Type> = {
  STARTING: 'pending',
  WAITING: 'pending',
  RUNNING: 'in-progress',
  STOPPING: 'in-progress',
  STOPPED: 'stopped',
  SUCCEEDED: 'success',
  FAILED: 'error',
  TIMEOUT: 'error',
  ERROR: 'error',
  EXPIRED: 'stopped',
};

/** The state of a run, by sign and word. */
export function RunState({ state }: { state: JobRunState }) {
  return <StatusIndicator type={INDICATORS[state]}>{runStates[state]}</StatusIndicator>;
}
