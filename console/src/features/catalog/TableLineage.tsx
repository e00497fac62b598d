import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { lazy, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import type { Table } from '../../api/glue-catalog';
import type { GraphNodes } from '../../model/graph';
import { usesOfTable, type TableUse } from '../../model/table-uses';
import { catalog } from '../../strings/catalog';
import { Loading } from '../../ui/Loading';
import { ResourceTable, type ResourceColumn } from '../../ui/ResourceTable';
import { RouteLink } from '../../ui/RouteLink';
import { jobPages } from '../jobs/pages';
import { useJobs } from '../jobs/queries';
import { WrittenColumns } from './WrittenColumns';
import type { Writing } from './written';

const text = catalog.lineage;
// What draws graphs is loaded when one is looked at.
const LineagePicture = lazy(() => import('./LineagePicture'));

const COLUMNS: ResourceColumn<TableUse>[] = [
  {
    id: 'job',
    header: text.job,
    cell: ({ job }) => <RouteLink href={jobPages.job(job)}>{job}</RouteLink>,
    text: ({ job }) => job,
    isRowHeader: true,
  },
  {
    id: 'use',
    header: text.use,
    cell: ({ use }) => text.uses[use],
    text: ({ use }) => text.uses[use],
  },
  {
    id: 'node',
    header: text.node,
    cell: ({ job, nodeId, nodeName }) => (
      <RouteLink href={jobPages.node(job, nodeId)}>{nodeName}</RouteLink>
    ),
    text: ({ nodeName }) => nodeName,
  },
  { id: 'by', header: text.by, cell: ({ by }) => text.found[by], text: ({ by }) => text.found[by] },
];

/** The jobs that read or write a table, and what the columns that they write are made of. */
export function TableLineage({ table }: { table: Table }) {
  const jobs = useJobs();
  const graphs = (jobs.data ?? []).map(({ Name, CodeGenConfigurationNodes }) => ({
    Name,
    CodeGenConfigurationNodes: (CodeGenConfigurationNodes ?? {}) as GraphNodes,
  }));
  const name = { database: table.DatabaseName, table: table.Name };
  const uses = usesOfTable(graphs, name, table.StorageDescriptor?.Location);
  const writings = uses
    .filter(({ use }) => use === 'writes')
    .map(use => ({
      use,
      nodes: graphs.find(({ Name }) => Name === use.job)?.CodeGenConfigurationNodes ?? {},
    }));
  return (
    <SpaceBetween size="l">
      <ResourceTable
        things="jobs of the table"
        title={text.jobs}
        description={text.jobsText}
        headingLevel="h2"
        variant="embedded"
        loaded={{ data: jobs.data && uses, error: jobs.error, refetch: jobs.refetch }}
        columns={COLUMNS}
        keyOf={({ job, nodeId }) => `${job} ${nodeId}`}
        urlPrefix="lineage-"
      />
      {writings.length > 0 && <PictureSection writings={writings} />}
      {writings.map(({ use, nodes }) => (
        <WrittenColumns key={`${use.job} ${use.nodeId}`} use={use} nodes={nodes} />
      ))}
    </SpaceBetween>
  );
}

/** The lineage as a picture, while it is open. The address holds that, and the column looked at. */
function PictureSection({ writings }: { writings: readonly Writing[] }) {
  const [query, setQuery] = useSearchParams();
  const column = query.get(PICTURE);
  const show = (next: string | null) =>
    setQuery(
      before => {
        const after = new URLSearchParams(before);
        if (next === null) after.delete(PICTURE);
        else after.set(PICTURE, next);
        return after;
      },
      { replace: true },
    );
  return (
    <ExpandableSection
      headerText={text.picture}
      headingTagOverride="h2"
      expanded={column !== null}
      onChange={({ detail }) => show(detail.expanded ? '' : null)}
    >
      {column !== null && (
        <Suspense fallback={<Loading />}>
          <LineagePicture
            writings={writings}
            column={column === '' ? null : column}
            onChoose={next => show(next ?? '')}
          />
        </Suspense>
      )}
    </ExpandableSection>
  );
}

const PICTURE = 'picture';
