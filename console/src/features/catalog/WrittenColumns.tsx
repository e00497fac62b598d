import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { errorMessage } from '../../api/error';
import { catalogPages } from '../../model/catalog-pages';
import { columnOrigins, decidingOrigins, type Origin } from '../../model/table-lineage';
import { catalog } from '../../strings/catalog';
import { EmptyState } from '../../ui/EmptyState';
import { Failure } from '../../ui/Failure';
import { Loading } from '../../ui/Loading';
import { RouteLink } from '../../ui/RouteLink';
import { lineageQuery, type Writing } from './written';

const text = catalog.lineage;

/** What each column is made of that a job writes with one of its targets. */
export function WrittenColumns({ use, nodes }: Writing) {
  const lineage = useQuery(lineageQuery({ use, nodes }));
  if (lineage.isPending) return <Loading />;
  if (lineage.isError) {
    const retry = () => void lineage.refetch();
    return <Failure message={errorMessage(lineage.error)} onRetry={retry} />;
  }
  const found = lineage.data;
  const deciding = found ? decidingOrigins(found, nodes) : [];
  return (
    <SpaceBetween size="s">
      <Table
        variant="embedded"
        ariaLabels={{ tableLabel: text.columnsOf(use.job, use.nodeName) }}
        header={<Header variant="h2">{text.columnsOf(use.job, use.nodeName)}</Header>}
        items={found ? columnOrigins(found, nodes) : []}
        trackBy="column"
        columnDefinitions={[
          { id: 'column', header: text.column, cell: line => line.column, isRowHeader: true },
          {
            id: 'origins',
            header: text.madeOf,
            cell: ({ origins }) => <Origins origins={origins} none={text.noColumn} />,
          },
        ]}
        empty={<EmptyState title={text.noColumns} />}
      />
      {deciding.length > 0 && (
        <div>
          <Box variant="awsui-key-label">{text.deciding}</Box>
          <Origins origins={deciding} none="" />
        </div>
      )}
      {found?.Gaps.map(gap => (
        <Alert key={gap} type="warning">
          {gap}
        </Alert>
      ))}
    </SpaceBetween>
  );
}

function Origins({ origins, none }: { origins: readonly Origin[]; none: string }) {
  if (origins.length === 0) return <Box color="text-body-secondary">{none}</Box>;
  return (
    <SpaceBetween direction="horizontal" size="m">
      {origins.map(({ key, of, column, table }) => (
        <span key={key}>
          {column} ({text.of}{' '}
          {table ? (
            <RouteLink
              variant="primary"
              href={catalogPages.table(table.database, table.table, 'lineage')}
            >
              {of}
            </RouteLink>
          ) : (
            of
          )}
          )
        </span>
      ))}
    </SpaceBetween>
  );
}
