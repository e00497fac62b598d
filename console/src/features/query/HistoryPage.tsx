import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { QueryExecution } from '../../api/athena';
import { formatBytes, formatDuration } from '../../model/format';
import { queryPages } from '../../model/query-pages';
import { query as text } from '../../strings/query';
import { shared } from '../../strings/shared';
import { CliCallButton } from '../../ui/CliCall';
import { EmptyState } from '../../ui/EmptyState';
import { ResourceTable, type ResourceColumn } from '../../ui/ResourceTable';
import { RouteLink } from '../../ui/RouteLink';
import { Time } from '../../ui/Time';
import { csvPath } from './QueryResults';
import { QueryStateIndicator } from './QueryStateIndicator';
import { QueryView } from './QueryView';
import { HISTORY_SHOWN, useHistory } from './saved-queries';

const columns: ResourceColumn<QueryExecution>[] = [
  {
    id: 'id',
    width: 150,
    header: text.history.id,
    isRowHeader: true,
    text: ({ QueryExecutionId }) => QueryExecutionId,
    cell: item => (
      <RouteLink
        href={queryPages.execution(item)}
        ariaLabel={text.history.openResult(item.QueryExecutionId)}
      >
        {item.QueryExecutionId}
      </RouteLink>
    ),
  },
  {
    id: 'query',
    width: 340,
    header: text.history.query,
    text: ({ Query }) => Query,
    cell: ({ Query }) => Query,
  },
  {
    id: 'database',
    header: text.history.database,
    text: ({ QueryExecutionContext }) => QueryExecutionContext?.Database,
    cell: ({ QueryExecutionContext }) => QueryExecutionContext?.Database ?? shared.none,
  },
  {
    id: 'state',
    header: text.history.state,
    text: ({ Status }) => text.states[Status.State],
    cell: ({ Status }) => <QueryStateIndicator state={Status.State} />,
  },
  {
    id: 'submitted',
    header: text.history.started,
    text: ({ Status }) => Status.SubmissionDateTime,
    cell: ({ Status }) => <Time at={Status.SubmissionDateTime} />,
  },
  {
    id: 'time',
    header: text.history.time,
    text: ({ Statistics }) => Statistics?.TotalExecutionTimeInMillis,
    cell: ({ Statistics }) => formatDuration(Statistics?.TotalExecutionTimeInMillis ?? 0),
  },
  {
    id: 'scanned',
    header: text.history.scanned,
    text: ({ Statistics }) => Statistics?.DataScannedInBytes,
    cell: ({ Statistics }) => formatBytes(Statistics?.DataScannedInBytes ?? 0),
  },
];

export function HistoryPage() {
  const history = useHistory();
  const navigate = useNavigate();
  const [selected, setSelected] = useState<QueryExecution[]>([]);
  const [item] = selected;
  const csv = item?.Status.State === 'SUCCEEDED' ? csvPath(item) : null;
  return (
    <QueryView active="history">
      <ResourceTable
        things={text.history.things}
        title={text.views.history}
        variant="container"
        headingLevel="h2"
        description={text.history.shown(HISTORY_SHOWN)}
        loaded={history}
        columns={columns}
        keyOf={({ QueryExecutionId }) => QueryExecutionId}
        selectionType="single"
        selected={selected}
        onSelect={setSelected}
        emptyAction={
          <EmptyState title="" text={text.history.empty}>
            <RouteLink href={queryPages.editor}>{text.history.toEditor}</RouteLink>
          </EmptyState>
        }
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              iconName="refresh"
              ariaLabel={shared.refresh}
              onClick={() => void history.refetch()}
            />
            <CliCallButton
              calls={[{ service: 'athena', operation: 'ListQueryExecutions', input: {} }]}
            />
            <Button
              iconName="download"
              disabled={!csv}
              {...(csv && { href: csv, download: `${item?.QueryExecutionId}.csv` })}
            >
              {text.history.download}
            </Button>
            <Button
              variant="primary"
              disabled={!item}
              onClick={() => item && void navigate(queryPages.execution(item))}
            >
              {text.history.open}
            </Button>
          </SpaceBetween>
        }
      />
    </QueryView>
  );
}
