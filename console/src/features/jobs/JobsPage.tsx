import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Job } from '../../api/glue-jobs';
import { runStates } from '../../strings/home';
import { jobs as text } from '../../strings/jobs';
import { shared } from '../../strings/shared';
import { shell } from '../../strings/shell';
import { CliCallDialog } from '../../ui/CliCall';
import { usePage } from '../../ui/page';
import { ResourceTable, type ResourceColumn } from '../../ui/ResourceTable';
import { RouteLink, useFollow } from '../../ui/RouteLink';
import { RunState } from '../../ui/RunState';
import { Time } from '../../ui/Time';
import { CloneJob } from './CloneJob';
import { DeleteJob } from './DeleteJob';
import { jobTypeOf } from './job-type';
import { jobPages } from './pages';
import { useJobs, useLastRuns, type LastRuns } from './queries';
import { startJob } from './start-job';

export function JobsPage() {
  const { openHelp } = usePage({
    title: text.title,
    contentType: 'table',
    help: text.help,
    breadcrumbs: [
      { text: text.service, href: jobPages.list },
      { text: text.title, href: jobPages.list },
    ],
  });
  const jobs = useJobs();
  const last = useLastRuns();
  const navigate = useNavigate();
  const follow = useFollow();
  const [selected, setSelected] = useState<Job[]>([]);
  const [dialog, setDialog] = useState<'clone' | 'delete' | 'cli' | null>(null);
  const columns = useMemo(() => columnsWith(last.data), [last.data]);
  // What is selected may have changed or gone since.
  const job = jobs.data?.find(({ Name }) => Name === selected[0]?.Name);
  const close = () => setDialog(null);

  const act = (action: string) => {
    if (!job) return;
    if (action === 'run') void startJob(job.Name);
    else if (action === 'edit') void navigate(jobPages.job(job.Name));
    else if (action === 'clone' || action === 'delete' || action === 'cli') setDialog(action);
  };

  return (
    <>
      <ResourceTable
        things={text.things}
        title={text.title}
        loaded={jobs}
        columns={columns}
        keyOf={({ Name }) => Name}
        selectionType="single"
        selected={job ? [job] : []}
        onSelect={setSelected}
        info={
          <Link variant="info" onFollow={openHelp}>
            {shell.help.info}
          </Link>
        }
        emptyAction={<RouteLink href={jobPages.upload}>{text.upload.title}</RouteLink>}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              iconName="refresh"
              ariaLabel={shared.refresh}
              onClick={() => {
                void jobs.refetch();
                void last.refetch();
              }}
            />
            <Button disabled={!job} onClick={() => act('run')}>
              {text.run}
            </Button>
            <ButtonDropdown
              disabled={!job}
              items={[
                { id: 'edit', text: text.edit },
                { id: 'clone', text: text.clone },
                { id: 'cli', text: text.cli },
                { id: 'delete', text: text.delete },
              ]}
              onItemClick={({ detail }) => act(detail.id)}
            >
              {shared.actions}
            </ButtonDropdown>
            <ButtonDropdown
              variant="primary"
              items={[
                {
                  id: 'visual',
                  text: text.createVisual,
                  secondaryText: text.createVisualText,
                  href: jobPages.createVisual,
                },
                {
                  id: 'upload',
                  text: text.createUpload,
                  secondaryText: text.createUploadText,
                  href: jobPages.upload,
                },
              ]}
              onItemFollow={follow}
            >
              {text.create}
            </ButtonDropdown>
          </SpaceBetween>
        }
      />
      {job && dialog === 'clone' && (
        <CloneJob job={job} taken={jobs.data?.map(({ Name }) => Name) ?? []} onDismiss={close} />
      )}
      {job && dialog === 'delete' && <DeleteJob name={job.Name} onDismiss={close} />}
      {job && dialog === 'cli' && (
        <CliCallDialog
          calls={[
            {
              action: text.edit,
              service: 'glue',
              operation: 'GetJob',
              input: { JobName: job.Name },
            },
            {
              action: text.run,
              service: 'glue',
              operation: 'StartJobRun',
              input: { JobName: job.Name },
            },
            {
              action: text.columns.lastRun,
              service: 'glue',
              operation: 'GetJobRuns',
              input: { JobName: job.Name },
            },
          ]}
          onDismiss={close}
        />
      )}
    </>
  );
}

function typeOf(job: Job): string {
  return text.types[jobTypeOf(job)];
}

function columnsWith(last: LastRuns | undefined): ResourceColumn<Job>[] {
  const none = last?.complete ? text.noRuns : text.runsUnknown;
  return [
    {
      id: 'name',
      header: text.columns.name,
      isRowHeader: true,
      text: ({ Name }) => Name,
      cell: ({ Name }) => <RouteLink href={jobPages.job(Name)}>{Name}</RouteLink>,
    },
    { id: 'type', header: text.columns.type, text: typeOf, cell: typeOf },
    {
      id: 'last-run',
      header: text.columns.lastRun,
      text: ({ Name }) => {
        const run = last?.runs.get(Name);
        return run ? runStates[run.JobRunState] : none;
      },
      cell: ({ Name }) => {
        const run = last?.runs.get(Name);
        return run ? <RunState state={run.JobRunState} /> : last ? none : shared.none;
      },
    },
    {
      id: 'started',
      header: text.columns.started,
      text: ({ Name }) => last?.runs.get(Name)?.StartedOn,
      cell: ({ Name }) => {
        const run = last?.runs.get(Name);
        if (!run) return shared.none;
        return (
          <RouteLink href={jobPages.run(Name, run.Id)}>
            <Time at={run.StartedOn} />
          </RouteLink>
        );
      },
    },
    {
      id: 'created',
      header: text.columns.created,
      text: ({ CreatedOn }) => CreatedOn,
      cell: ({ CreatedOn }) => <Time at={CreatedOn} />,
    },
    {
      id: 'modified',
      header: text.columns.modified,
      text: ({ LastModifiedOn }) => LastModifiedOn,
      cell: ({ LastModifiedOn }) => <Time at={LastModifiedOn} />,
    },
  ];
}
