import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator';
import type { QueryState } from '../../api/athena';
import { query as text } from '../../strings/query';

const types: Record<QueryState, StatusIndicatorProps.Type> = {
  QUEUED: 'pending',
  RUNNING: 'in-progress',
  SUCCEEDED: 'success',
  FAILED: 'error',
  CANCELLED: 'stopped',
};

export function QueryStateIndicator({ state }: { state: QueryState }) {
  return <StatusIndicator type={types[state]}>{text.states[state]}</StatusIndicator>;
}
