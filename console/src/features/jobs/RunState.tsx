import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator';
import type { JobRunState } from '../../api/glue-jobs';
import { outcomeOf, type Outcome } from '../../model/run-statistics';
import { jobs as text } from '../../strings/jobs';

const types: Record<Outcome, StatusIndicatorProps.Type> = {
  running: 'in-progress',
  succeeded: 'success',
  failed: 'error',
  stopped: 'stopped',
};

export function RunState({ state }: { state: JobRunState }) {
  return <StatusIndicator type={types[outcomeOf(state)]}>{text.states[state]}</StatusIndicator>;
}
