import BarChart from '@cloudscape-design/components/bar-chart';
import Container from '@cloudscape-design/components/container';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import { useMemo } from 'react';
import {
  OUTCOMES,
  runsByJob,
  runsByTime,
  totalOf,
  type Outcome,
  type OutcomeCounts,
} from '../../model/run-statistics';
import { monitoring as text } from '../../strings/jobs';
import { EmptyState } from '../../ui/EmptyState';
import type { RunsOfRange } from '../jobs/queries';

// Each is told from its neighbours without colour as well: the legend and the popover name them.
const colors: Record<Outcome, string> = {
  running: '#0972d3',
  succeeded: '#1f8329',
  failed: '#d91515',
  stopped: '#7d8998',
};

const MOST_JOBS = 10;
const HEIGHT = 220;

export function RunCharts({ range }: { range: RunsOfRange }) {
  const { runs, from, to } = range;
  const periods = useMemo(() => runsByTime(runs, from, to), [runs, from, to]);
  const jobs = useMemo(() => runsByJob(runs, MOST_JOBS), [runs]);
  const labels = useMemo(() => labelsOf(periods.map(({ begin }) => begin)), [periods]);
  const empty = <EmptyState title={text.noChart} text={text.noChartText} />;
  return (
    <Grid gridDefinition={[{ colspan: { default: 12, s: 7 } }, { colspan: { default: 12, s: 5 } }]}>
      <Container fitHeight header={<Header variant="h2">{text.byTime}</Header>}>
        <BarChart
          ariaLabel={text.byTime}
          height={HEIGHT}
          stackedBars
          hideFilter
          xTitle={text.time}
          yTitle={text.runs}
          xDomain={labels}
          yDomain={[0, largest(periods)]}
          series={seriesOf(periods.map(({ counts }, index) => [labels[index] ?? '', counts]))}
          empty={empty}
          i18nStrings={{ yTickFormatter: wholeNumber }}
        />
      </Container>
      <Container fitHeight header={<Header variant="h2">{text.byJob}</Header>}>
        <BarChart
          ariaLabel={text.byJob}
          height={HEIGHT}
          stackedBars
          horizontalBars
          hideFilter
          xTitle={text.job}
          yTitle={text.runs}
          xDomain={jobs.map(({ job }) => job)}
          yDomain={[0, largest(jobs)]}
          series={seriesOf(jobs.map(({ job, counts }) => [job, counts]))}
          empty={empty}
          i18nStrings={{ yTickFormatter: wholeNumber }}
        />
      </Container>
    </Grid>
  );
}

// Outcomes that did not occur are left out, so that an empty range has no series at all.
function seriesOf(bars: [string, OutcomeCounts][]) {
  return OUTCOMES.filter(outcome => bars.some(([, counts]) => counts[outcome] > 0)).map(
    outcome => ({
      title: text.outcomes[outcome],
      type: 'bar' as const,
      color: colors[outcome],
      data: bars.map(([x, counts]) => ({ x, y: counts[outcome] })),
    }),
  );
}

function largest(bars: readonly { counts: OutcomeCounts }[]): number {
  return Math.max(1, ...bars.map(({ counts }) => totalOf(counts)));
}

function wholeNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : '';
}

const day = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' });
const hour = new Intl.DateTimeFormat('en', {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function labelsOf(begins: readonly Date[]): string[] {
  const [first, second] = begins;
  const hourly = first && second && second.getTime() - first.getTime() <= 3_600_000;
  return begins.map(begin => (hourly ? hour : day).format(begin));
}
