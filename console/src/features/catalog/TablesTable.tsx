import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { Table } from '../../api/glue-catalog';
import { catalogPages } from '../../model/catalog-pages';
import type { CliCall } from '../../model/cli';
import { parseS3Uri } from '../../model/s3-uri';
import { s3Pages } from '../../model/s3-pages';
import { rowsPage } from '../../model/table-place';
import { catalog } from '../../strings/catalog';
import { shared } from '../../strings/shared';
import { CliCallButton } from '../../ui/CliCall';
import { ResourceTable, type ResourceColumn } from '../../ui/ResourceTable';
import { RouteLink } from '../../ui/RouteLink';
import { Time } from '../../ui/Time';
import { DeleteTables } from './DeleteTables';
import { useTables } from './queries';

const text = catalog.tables;

const DATABASE: ResourceColumn<Table> = {
  id: 'database',
  header: text.database,
  cell: table => (
    <RouteLink href={catalogPages.database(table.DatabaseName)}>{table.DatabaseName}</RouteLink>
  ),
  text: table => table.DatabaseName,
};

const COLUMNS: ResourceColumn<Table>[] = [
  {
    id: 'name',
    header: text.name,
    cell: table => (
      <RouteLink href={catalogPages.table(table.DatabaseName, table.Name)}>{table.Name}</RouteLink>
    ),
    text: table => table.Name,
    isRowHeader: true,
  },
  DATABASE,
  {
    id: 'location',
    header: text.location,
    cell: table => <LocationLink location={table.StorageDescriptor?.Location} />,
    text: table => table.StorageDescriptor?.Location,
  },
  { id: 'classification', header: text.classification, cell: formatOf, text: formatOf },
  {
    id: 'updated',
    header: text.updated,
    cell: table => <Time at={table.UpdateTime ?? table.CreateTime} />,
    text: table => table.UpdateTime ?? table.CreateTime,
  },
  {
    id: 'data',
    header: text.viewData,
    cell: table => (
      <RouteLink href={rowsPage(table)} ariaLabel={`${text.rows}: ${table.Name}`}>
        {text.rows}
      </RouteLink>
    ),
  },
];

/** Tables of one database, or of all, with search and what can be done about them. */
export function TablesTable(props: {
  database?: string;
  title: string;
  variant: 'container' | 'full-page';
  headingLevel: 'h1' | 'h2';
  info?: ReactNode;
}) {
  const { database } = props;
  const tables = useTables(database);
  const navigate = useNavigate();
  const [selected, setSelected] = useState<Table[]>([]);
  const [deleting, setDeleting] = useState(false);
  const add = () => void navigate(catalogPages.addTable(database));
  const list: CliCall =
    database === undefined
      ? { service: 'glue', operation: 'SearchTables', input: {} }
      : { service: 'glue', operation: 'GetTables', input: { DatabaseName: database } };
  return (
    <>
      <ResourceTable
        things="tables"
        title={props.title}
        variant={props.variant}
        headingLevel={props.headingLevel}
        loaded={tables}
        columns={database === undefined ? COLUMNS : COLUMNS.filter(column => column !== DATABASE)}
        keyOf={table => `${table.DatabaseName}.${table.Name}`}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        info={props.info}
        emptyAction={<Button onClick={add}>{text.add}</Button>}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              iconName="refresh"
              ariaLabel={shared.refresh}
              onClick={() => void tables.refetch()}
            />
            <CliCallButton calls={[list]} />
            <Button disabled={selected.length === 0} onClick={() => setDeleting(true)}>
              {text.delete}
            </Button>
            <Button variant="primary" onClick={add}>
              {text.add}
            </Button>
          </SpaceBetween>
        }
      />
      {deleting && (
        <DeleteTables
          tables={selected}
          onDismiss={() => setDeleting(false)}
          onDone={() => setSelected([])}
        />
      )}
    </>
  );
}

function formatOf(table: Table): string {
  return table.Parameters?.['classification'] ?? table.Parameters?.['table_type'] ?? shared.none;
}

/** A location as a link to its page, where it is one in S3. */
export function LocationLink({ location }: { location: string | undefined }) {
  const place = location === undefined ? null : parseS3Uri(location);
  if (!place) return <>{location ?? shared.none}</>;
  return <RouteLink href={s3Pages.bucket(place.bucket, place.key)}>{location}</RouteLink>;
}
