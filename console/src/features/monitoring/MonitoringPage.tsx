import Alert from '@cloudscape-design/components/alert';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { errorMessage } from '../../api/error';
import { NO_FILTER, readFilter, writeFilter } from '../../model/run-filter';
import { readRange, writeRange } from '../../model/run-range';
import { countOutcomes, OUTCOMES, type Outcome } from '../../model/run-statistics';
import { monitoring as text, jobs } from '../../strings/jobs';
import { shell } from '../../strings/shell';
import { Failure } from '../../ui/Failure';
import { Loading } from '../../ui/Loading';
import { usePage } from '../../ui/page';
import { jobPages } from '../jobs/pages';
import { useRunsOf } from '../jobs/queries';
import { RangePicker } from './RangePicker';
import { RunCharts } from './RunCharts';
import { RunsTable } from './RunsTable';
import { Summary } from './Summary';

/** Runs of all jobs in a range of time. Range, chosen outcome and filter are in the address. */
export function MonitoringPage() {
  const { openHelp } = usePage({
    title: text.title,
    contentType: 'dashboard',
    help: text.help,
    breadcrumbs: [
      { text: jobs.service, href: jobPages.list },
      { text: text.title, href: jobPages.monitoring },
    ],
  });
  const [query, setQuery] = useSearchParams();
  const range = readRange(query);
  const outcome = OUTCOMES.find(name => name === query.get('outcome')) ?? null;
  const filter = useMemo(() => readFilter(query), [query]);
  const found = useRunsOf(range);

  const set = (change: (query: URLSearchParams) => void) =>
    setQuery(
      before => {
        const after = new URLSearchParams(before);
        after.delete('page');
        change(after);
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  const setOutcome = (next: Outcome | null) =>
    set(after => (next ? after.set('outcome', next) : after.delete('outcome')));

  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          info={
            <Link variant="info" onFollow={openHelp}>
              {shell.help.info}
            </Link>
          }
          actions={
            <RangePicker range={range} onChange={next => set(after => writeRange(after, next))} />
          }
        >
          {text.title}
        </Header>
      }
    >
      {found.data ? (
        <SpaceBetween size="l">
          <Summary
            counts={countOutcomes(found.data.counts)}
            chosen={outcome}
            onChoose={setOutcome}
          />
          {found.isError && <Alert type="error">{errorMessage(found.error)}</Alert>}
          {found.data.partly && <Alert type="info">{text.partly(found.data.runs.length)}</Alert>}
          <RunCharts range={found.data} />
          <RunsTable
            found={found}
            runs={found.data.runs}
            outcome={outcome}
            filter={filter}
            onFilter={next => set(after => writeFilter(after, next))}
            onShowAll={() =>
              set(after => {
                after.delete('outcome');
                writeFilter(after, NO_FILTER);
              })
            }
          />
        </SpaceBetween>
      ) : found.isError ? (
        <Failure message={errorMessage(found.error)} onRetry={() => void found.refetch()} />
      ) : (
        <Loading />
      )}
    </ContentLayout>
  );
}
