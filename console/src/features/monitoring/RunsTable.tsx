import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { errorMessage } from '../../api/error';
import { glue } from '../../api/glue';
import type { RunSummary } from '../../api/tenon-runs';
import { formatDuration } from '../../model/format';
import { fitsFilter, type RunFilter, type RunProperties } from '../../model/run-filter';
import { outcomeOf, type Outcome } from '../../model/run-statistics';
import { runStates } from '../../strings/home';
import { monitoring as text } from '../../strings/jobs';
import { shared } from '../../strings/shared';
import { CliCallButton } from '../../ui/CliCall';
import { notify } from '../../ui/notifications';
import { ResourceTable, type ResourceColumn } from '../../ui/ResourceTable';
import { RouteLink } from '../../ui/RouteLink';
import { RunState } from '../../ui/RunState';
import { Time } from '../../ui/Time';
import { jobTypeOf } from '../jobs/job-type';
import { jobPages } from '../jobs/pages';
import { refreshRuns, useJobs, type RunsOfRange } from '../jobs/queries';
import { RunsFilter } from './RunsFilter';

export function RunsTable(props: {
  found: UseQueryResult<RunsOfRange>;
  runs: readonly RunSummary[];
  outcome: Outcome | null;
  filter: RunFilter;
  onFilter: (filter: RunFilter) => void;
  /** Takes away what keeps runs out of the table. */
  onShowAll: () => void;
}) {
  const { found, runs, outcome, filter } = props;
  const navigate = useNavigate();
  const [selected, setSelected] = useState<RunSummary[]>([]);
  const byType = filter.tokens.some(({ propertyKey = 'type' }) => propertyKey === 'type');
  const jobs = useJobs({ enabled: byType });
  const shown = useMemo(() => {
    const types = new Map(jobs.data?.map(job => [job.Name, jobTypeOf(job)]));
    return runs.filter(
      run =>
        (outcome === null || outcomeOf(run.JobRunState) === outcome) &&
        fitsFilter(filter, propertiesOf(run, types.get(run.JobName))),
    );
  }, [runs, outcome, filter, jobs.data]);
  // A run changes while it is selected.
  const run = shown.find(({ Id }) => Id === selected[0]?.Id);
  const live = run !== undefined && outcomeOf(run.JobRunState) === 'running';
  return (
    <ResourceTable
      things={text.things}
      title={text.runs}
      variant="container"
      headingLevel="h2"
      loaded={{
        data: byType && !jobs.data ? undefined : shown,
        error: found.error ?? (byType ? jobs.error : null),
        refetch: found.refetch,
        isFetching: found.isFetching,
      }}
      columns={columns}
      keyOf={({ Id }) => Id}
      selectionType="single"
      selected={run ? [run] : []}
      onSelect={setSelected}
      emptyAction={text.empty}
      filter={
        <RunsFilter filter={filter} onChange={props.onFilter} runs={runs} matches={shown.length} />
      }
      {...(runs.length > 0 && { onClearFilter: props.onShowAll })}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            iconName="refresh"
            ariaLabel={shared.refresh}
            onClick={() => void found.refetch()}
          />
          <CliCallButton
            calls={
              run
                ? [
                    {
                      action: text.details,
                      service: 'glue',
                      operation: 'GetJobRun',
                      input: { JobName: run.JobName, RunId: run.Id },
                    },
                    {
                      action: text.stop,
                      service: 'glue',
                      operation: 'BatchStopJobRun',
                      input: { JobName: run.JobName, JobRunIds: [run.Id] },
                    },
                  ]
                : [{ service: 'glue', operation: 'GetJobRuns', input: { JobName: '<name>' } }]
            }
          />
          <Button disabled={!live} onClick={() => run && void stop(run)}>
            {text.stop}
          </Button>
          <Button
            disabled={!run}
            onClick={() => run && void navigate(jobPages.run(run.JobName, run.Id))}
          >
            {text.details}
          </Button>
        </SpaceBetween>
      }
    />
  );
}

async function stop(run: RunSummary): Promise<void> {
  const id = `stop ${run.Id}`;
  try {
    const { Errors } = await glue('BatchStopJobRun', {
      JobName: run.JobName,
      JobRunIds: [run.Id],
    });
    const refused = Errors?.[0]?.ErrorDetail;
    if (refused) {
      const content = refused.ErrorMessage ?? refused.ErrorCode;
      notify({ id, type: 'error', header: text.notStopped, content });
    } else {
      notify({ id, type: 'success', content: text.stopping(run.JobName) });
    }
  } catch (error) {
    notify({ id, type: 'error', header: text.notStopped, content: errorMessage(error) });
  }
  await refreshRuns();
}

function propertiesOf(run: RunSummary, type: string | undefined): RunProperties {
  const milliseconds = millisecondsOf(run);
  return {
    job: run.JobName,
    status: run.JobRunState,
    type,
    id: run.Id,
    time: milliseconds === undefined ? undefined : milliseconds / 1000,
    attempt: run.Attempt,
    error: run.ErrorMessage,
  };
}

function millisecondsOf(run: RunSummary): number | undefined {
  return run.CompletedOn === undefined ? undefined : (run.CompletedOn - run.StartedOn) * 1000;
}

const columns: ResourceColumn<RunSummary>[] = [
  {
    id: 'job',
    header: text.columns.job,
    isRowHeader: true,
    text: ({ JobName }) => JobName,
    cell: ({ JobName }) => <RouteLink href={jobPages.job(JobName)}>{JobName}</RouteLink>,
  },
  {
    id: 'state',
    header: text.columns.state,
    text: ({ JobRunState }) => runStates[JobRunState],
    cell: ({ JobRunState }) => <RunState state={JobRunState} />,
  },
  {
    id: 'started',
    header: text.columns.started,
    text: ({ StartedOn }) => StartedOn,
    cell: ({ StartedOn }) => <Time at={StartedOn} />,
  },
  {
    id: 'ended',
    header: text.columns.ended,
    text: ({ CompletedOn }) => CompletedOn,
    cell: ({ CompletedOn }) => <Time at={CompletedOn} />,
  },
  {
    id: 'time',
    header: text.columns.time,
    text: millisecondsOf,
    cell: run => {
      const time = millisecondsOf(run);
      return time === undefined ? shared.none : formatDuration(time);
    },
  },
  {
    id: 'id',
    header: text.columns.id,
    text: ({ Id }) => Id,
    cell: ({ JobName, Id }) => (
      <RouteLink href={jobPages.run(JobName, Id)} ariaLabel={text.openRun(Id)}>
        {Id}
      </RouteLink>
    ),
  },
  {
    id: 'attempt',
    header: text.columns.attempt,
    text: ({ Attempt }) => Attempt,
    cell: ({ Attempt }) => Attempt,
  },
  {
    id: 'error',
    header: text.columns.error,
    text: ({ ErrorMessage }) => ErrorMessage,
    cell: ({ ErrorMessage }) => ErrorMessage ?? shared.none,
  },
];
