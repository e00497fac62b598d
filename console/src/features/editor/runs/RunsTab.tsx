import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { errorMessage } from '../../../api/error';
import type { JobRun } from '../../../api/glue-jobs';
import { runs as text } from '../../../strings/editor';
import { Time } from '../../../ui/Time';
import { RunDetails } from './RunDetails';
import { RunStatus, runMilliseconds } from './RunStatus';
import type { useRuns } from './use-runs';

/** The runs of the job, and one of them in full. */
export function RunsTab(props: {
  runs: ReturnType<typeof useRuns>;
  chosen: string | null;
  onChoose: (id: string) => void;
  onShow: (run: JobRun) => void;
}) {
  const { runs, onChoose, onShow } = props;
  const items = runs.data ?? [];
  const run = items.find(({ Id }) => Id === props.chosen) ?? items[0];
  return (
    <SpaceBetween size="l">
      {runs.isError && (
        <Alert type="error" header={text.failed}>
          {errorMessage(runs.error)}
        </Alert>
      )}
      <Table
        variant="container"
        trackBy="Id"
        items={items}
        loading={runs.isPending && runs.isFetching}
        loadingText={text.loading}
        empty={<Box color="text-body-secondary">{text.none}</Box>}
        header={
          <Header variant="h2" counter={`(${items.length})`}>
            {text.header}
          </Header>
        }
        selectionType="single"
        selectedItems={run ? [run] : []}
        onSelectionChange={({ detail }) => {
          const [next] = detail.selectedItems;
          if (next) onChoose(next.Id);
        }}
        onRowClick={({ detail }) => onChoose(detail.item.Id)}
        ariaLabels={{
          tableLabel: text.table,
          selectionGroupLabel: text.table,
          itemSelectionLabel: (_, item) => item.Id,
        }}
        columnDefinitions={[
          { id: 'id', header: text.id, isRowHeader: true, cell: item => shortId(item.Id) },
          { id: 'status', header: text.status, cell: item => <RunStatus run={item} /> },
          { id: 'started', header: text.started, cell: item => <Time at={item.StartedOn} /> },
          { id: 'ended', header: text.ended, cell: item => <Time at={item.CompletedOn} /> },
          {
            id: 'runtime',
            header: text.runtime,
            cell: item => {
              const took = runMilliseconds(item);
              return took === undefined ? '' : text.seconds(took);
            },
          },
          { id: 'error', header: text.error, cell: item => item.ErrorMessage ?? '' },
        ]}
      />
      {run && <RunDetails key={run.Id} run={run} onShow={onShow} />}
    </SpaceBetween>
  );
}

/** The ids of runs are long and differ soon. */
function shortId(id: string): string {
  return id.length > 16 ? `${id.slice(0, 15)}…` : id;
}
