import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tabs from '@cloudscape-design/components/tabs';
import type { UseQueryResult } from '@tanstack/react-query';
import type { QueryExecution } from '../../api/athena';
import { errorMessage } from '../../api/error';
import { s3Path } from '../../api/s3-request';
import { formatBytes, formatDuration } from '../../model/format';
import { parseS3Uri } from '../../model/s3-uri';
import { query as text } from '../../strings/query';
import { EmptyState } from '../../ui/EmptyState';
import { DownloadResult } from './DownloadResult';
import { isPlan } from './execution';
import { QueryPlan } from './QueryPlan';
import { QueryStats } from './QueryStats';
import { ResultRows } from './ResultRows';

/** Below the editor: how the last run of the tab stands, its rows, and what it cost. */
export function QueryResults(props: {
  execution: UseQueryResult<QueryExecution>;
  isStarting: boolean;
  refusal: Error | null;
}) {
  const { execution, isStarting, refusal } = props;
  if (refusal && !isStarting) {
    return (
      <Alert type="error" header={text.results.refused}>
        {refusal.message}
      </Alert>
    );
  }
  if (execution.error) {
    return (
      <Alert type="warning" header={text.results.gone}>
        {errorMessage(execution.error)}
      </Alert>
    );
  }
  const found = execution.data;
  if (!found) return <EmptyState title={text.results.none} />;
  const csv = csvPath(found);
  return (
    <Tabs
      ariaLabel={text.results.title}
      actions={
        csv && found.Status.State === 'SUCCEEDED' && <DownloadResult execution={found} csv={csv} />
      }
      tabs={[
        {
          id: 'results',
          label: text.results.title,
          content: (
            <SpaceBetween size="s">
              <ExecutionState execution={found} />
              {found.Status.State === 'SUCCEEDED' &&
                (isPlan(found) ? (
                  <QueryPlan id={found.QueryExecutionId} />
                ) : (
                  <ResultRows key={found.QueryExecutionId} id={found.QueryExecutionId} />
                ))}
            </SpaceBetween>
          ),
        },
        {
          id: 'stats',
          label: text.results.stats,
          content: <QueryStats execution={found} />,
        },
      ]}
    />
  );
}

/** The way to the result's object on the console's own listener. */
export function csvPath(execution: QueryExecution): string | null {
  const location = parseS3Uri(execution.ResultConfiguration?.OutputLocation ?? '');
  return location && s3Path(location.bucket, location.key);
}

function ExecutionState({ execution }: { execution: QueryExecution }) {
  const { State, StateChangeReason } = execution.Status;
  switch (State) {
    case 'QUEUED':
      return <StatusIndicator type="pending">{text.results.queued}</StatusIndicator>;
    case 'RUNNING':
      return <StatusIndicator type="in-progress">{text.results.running}</StatusIndicator>;
    case 'CANCELLED':
      return <StatusIndicator type="stopped">{text.results.cancelled}</StatusIndicator>;
    case 'FAILED':
      return (
        <Alert type="error" header={text.results.failed}>
          <Box variant="span">{StateChangeReason}</Box>
        </Alert>
      );
    case 'SUCCEEDED': {
      const { TotalExecutionTimeInMillis = 0, DataScannedInBytes = 0 } = execution.Statistics ?? {};
      return (
        <Header
          variant="h3"
          description={`${text.stats.scanned}: ${formatBytes(DataScannedInBytes)}`}
        >
          <StatusIndicator type="success">
            {text.results.completed(formatDuration(TotalExecutionTimeInMillis))}
          </StatusIndicator>
        </Header>
      );
    }
  }
}
