import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { errorMessage } from '../../api/error';
import { catalogPages } from '../../model/catalog-pages';
import { PREVIEW_NODE, tableGraph } from '../../model/preview-source';
import { schemaOf } from '../../model/table-input';
import { rowsPage } from '../../model/table-place';
import { catalog } from '../../strings/catalog';
import { CliCallButton } from '../../ui/CliCall';
import { DataPreview } from '../../ui/DataPreview';
import { Failure } from '../../ui/Failure';
import { Loading } from '../../ui/Loading';
import { usePage } from '../../ui/page';
import { DeleteTables } from './DeleteTables';
import { EditTable } from './EditTable';
import { useTable } from './queries';
import { SchemaView } from './SchemaView';
import { TableIndexes } from './TableIndexes';
import { TableLineage } from './TableLineage';
import { TableOverview, TableProperties } from './TableOverview';
import { TablePartitions } from './TablePartitions';
import { TableVersions } from './TableVersions';

const text = catalog.table;

/** One table of the Data Catalog. */
export function TablePage() {
  const { database = '', table: name = '' } = useParams();
  const [query, setQuery] = useSearchParams();
  usePage({
    title: name,
    help: catalog.tables.help,
    breadcrumbs: [
      { text: catalog.service, href: '/' },
      { text: catalog.databases.title, href: catalogPages.databases },
      { text: database, href: catalogPages.database(database) },
      { text: name, href: catalogPages.table(database, name) },
    ],
  });
  const table = useTable(database, name);
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<'edit' | 'delete' | null>(null);
  if (table.isPending) return <Loading />;
  if (table.isError) {
    return <Failure message={errorMessage(table.error)} onRetry={() => void table.refetch()} />;
  }
  const of = { database, table: name };
  const tabs = [
    { id: 'schema', content: <SchemaView schema={schemaOf(table.data)} /> },
    {
      id: 'partitions',
      content: <TablePartitions {...of} keys={table.data.PartitionKeys ?? []} />,
    },
    { id: 'indexes', content: <TableIndexes {...of} /> },
    { id: 'versions', content: <TableVersions {...of} /> },
    { id: 'lineage', content: <TableLineage table={table.data} /> },
    {
      id: 'data',
      content: <DataPreview graph={tableGraph(database, name)} nodeId={PREVIEW_NODE} />,
    },
    { id: 'properties', content: <TableProperties table={table.data} /> },
  ] as const;
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <CliCallButton
                calls={[
                  {
                    service: 'glue',
                    operation: 'GetTable',
                    input: { DatabaseName: database, Name: name },
                  },
                ]}
              />
              <Button onClick={() => void navigate(rowsPage(table.data))}>
                {catalog.tables.viewData}
              </Button>
              <Button onClick={() => setDialog('delete')}>{text.delete}</Button>
              <Button onClick={() => setDialog('edit')}>{text.edit}</Button>
              <Button onClick={() => void navigate(catalogPages.editSchema(database, name))}>
                {text.editSchema}
              </Button>
            </SpaceBetween>
          }
        >
          {name}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <TableOverview table={table.data} />
        <Tabs
          activeTabId={query.get('tab') ?? 'schema'}
          onChange={({ detail }) =>
            setQuery(detail.activeTabId === 'schema' ? {} : { tab: detail.activeTabId })
          }
          tabs={tabs.map(({ id, content }) => ({ id, label: text.tabs[id], content }))}
        />
      </SpaceBetween>
      {dialog === 'edit' && <EditTable table={table.data} onDismiss={() => setDialog(null)} />}
      {dialog === 'delete' && (
        <DeleteTables
          tables={[table.data]}
          onDismiss={() => setDialog(null)}
          onDone={() => void navigate(catalogPages.database(database))}
        />
      )}
    </ContentLayout>
  );
}
