import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { errorMessage } from '../../api/error';
import { listRuns, type RunSummary } from '../../api/tenon-runs';
import { formatDuration } from '../../model/format';
import { home } from '../../strings/home';
import { shared } from '../../strings/shared';
import { EmptyState } from '../../ui/EmptyState';
import { RouteLink } from '../../ui/RouteLink';
import { RunState } from '../../ui/RunState';
import { Time } from '../../ui/Time';

const text = home.runs;
const SHOWN = 10;
const LIVE = ['STARTING', 'RUNNING', 'STOPPING', 'WAITING'];

/** The newest runs of all jobs; looks again while one of them goes on. */
export function RecentRuns() {
  const runs = useQuery({
    queryKey: ['runs', 'recent'],
    queryFn: async ({ signal }) => (await listRuns({ MaxResults: SHOWN }, signal)).Runs,
    refetchInterval: query =>
      query.state.data?.some(run => LIVE.includes(run.JobRunState)) ? 1_000 : 10_000,
  });
  return (
    <Table
      header={<Header variant="h2">{text.title}</Header>}
      ariaLabels={{ tableLabel: text.title }}
      items={runs.data ?? []}
      trackBy="Id"
      loading={runs.isPending}
      loadingText={shared.table.loading('runs')}
      empty={
        runs.isError ? (
          <EmptyState title={shared.table.failed('runs')} text={errorMessage(runs.error)}>
            <Button onClick={() => void runs.refetch()}>{shared.retry}</Button>
          </EmptyState>
        ) : (
          <EmptyState title={text.none} text={text.noneText} />
        )
      }
      columnDefinitions={[
        {
          id: 'job',
          header: text.job,
          cell: run => <RouteLink href={runPage(run)}>{run.JobName}</RouteLink>,
          isRowHeader: true,
        },
        { id: 'state', header: text.status, cell: run => <RunState state={run.JobRunState} /> },
        { id: 'started', header: text.started, cell: run => <Time at={run.StartedOn} /> },
        { id: 'duration', header: text.duration, cell: duration },
        { id: 'error', header: text.error, cell: run => run.ErrorMessage ?? shared.none },
      ]}
    />
  );
}

function runPage(run: RunSummary): string {
  return `/jobs/${encodeURIComponent(run.JobName)}?tab=runs`;
}

function duration(run: RunSummary): string {
  if (run.CompletedOn === undefined) return shared.none;
  return formatDuration((run.CompletedOn - run.StartedOn) * 1000);
}
