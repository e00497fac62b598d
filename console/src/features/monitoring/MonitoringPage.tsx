import Alert from '@cloudscape-design/components/alert';
import ContentLayout from '@cloudscape-design/components/content-layout';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSearchParams } from 'react-router';
import { errorMessage } from '../../api/error';
import { countOutcomes, OUTCOMES, type Outcome } from '../../model/run-statistics';
import { monitoring as text, jobs } from '../../strings/jobs';
import { shell } from '../../strings/shell';
import { Failure } from '../../ui/Failure';
import { Loading } from '../../ui/Loading';
import { usePage } from '../../ui/page';
import { jobPages } from '../jobs/pages';
import { useRunsOf } from '../jobs/queries';
import { RunCharts } from './RunCharts';
import { RunsTable } from './RunsTable';
import { Summary } from './Summary';

const ranges = {
  'last-hour': 3600,
  'last-day': 24 * 3600,
  'last-week': 7 * 24 * 3600,
  'last-month': 30 * 24 * 3600,
  'last-quarter': 90 * 24 * 3600,
} as const;

type Range = keyof typeof ranges;

const rangeNames = Object.keys(ranges) as Range[];

/** Runs of all jobs in a range of time. Range and chosen outcome are in the address. */
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
  const range = rangeNames.find(name => name === query.get('range')) ?? 'last-week';
  const outcome = OUTCOMES.find(name => name === query.get('outcome')) ?? null;
  const found = useRunsOf(ranges[range]);

  const set = (name: string, value: string | null) =>
    setQuery(
      before => {
        const after = new URLSearchParams(before);
        after.delete('page');
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  const option = (value: Range) => ({ value, label: text.ranges[value] });

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
            <FormField label={text.range}>
              <Select
                selectedOption={option(range)}
                options={rangeNames.map(option)}
                onChange={({ detail }) => set('range', detail.selectedOption.value ?? null)}
              />
            </FormField>
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
            onChoose={(next: Outcome | null) => set('outcome', next)}
          />
          {found.isError && <Alert type="error">{errorMessage(found.error)}</Alert>}
          {found.data.partly && <Alert type="info">{text.partly(found.data.runs.length)}</Alert>}
          <RunCharts range={found.data} />
          <RunsTable found={found} runs={found.data.runs} outcome={outcome} />
        </SpaceBetween>
      ) : found.isError ? (
        <Failure message={errorMessage(found.error)} onRetry={() => void found.refetch()} />
      ) : (
        <Loading />
      )}
    </ContentLayout>
  );
}
