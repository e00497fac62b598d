import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Table from '@cloudscape-design/components/table';
import type { Table as GlueTable } from '../../api/glue-catalog';
import { catalogPages } from '../../model/catalog-pages';
import { connectionOf } from '../../model/table-place';
import { catalog } from '../../strings/catalog';
import { shared } from '../../strings/shared';
import { EmptyState } from '../../ui/EmptyState';
import { RouteLink } from '../../ui/RouteLink';
import { Time } from '../../ui/Time';
import { LocationLink } from './TablesTable';

const text = catalog.table;

export function TableOverview({ table }: { table: GlueTable }) {
  const storage = table.StorageDescriptor;
  const database = table.DatabaseName;
  return (
    <Container header={<Header variant="h2">{text.overview}</Header>}>
      <KeyValuePairs
        columns={4}
        items={[
          { label: catalog.tables.name, value: table.Name },
          {
            label: catalog.tables.database,
            value: <RouteLink href={catalogPages.database(database)}>{database}</RouteLink>,
          },
          {
            label: catalog.databases.description,
            value: table.Description ? table.Description : shared.none,
          },
          {
            label: catalog.tables.classification,
            value: table.Parameters?.['classification'] ?? shared.none,
          },
          {
            label: catalog.tables.location,
            value: <LocationLink location={storage?.Location} />,
          },
          ...connectionItem(table),
          { label: text.version, value: table.VersionId ?? shared.none },
          { label: catalog.tables.updated, value: <Time at={table.UpdateTime} /> },
          { label: text.created, value: <Time at={table.CreateTime} /> },
        ]}
      />
    </Container>
  );
}

/** Of a table in a database: how that is reached. */
function connectionItem(table: GlueTable) {
  const name = connectionOf(table);
  if (name === null) return [];
  const value = <RouteLink href={catalogPages.connection(name)}>{name}</RouteLink>;
  return [{ label: text.connection, value }];
}

/** Storage, SerDe and parameters, as the API has them. */
export function TableProperties({ table }: { table: GlueTable }) {
  const storage = table.StorageDescriptor;
  const rows = [
    { name: text.type, value: table.TableType },
    { name: text.inputFormat, value: storage?.InputFormat },
    { name: text.outputFormat, value: storage?.OutputFormat },
    { name: text.serde, value: storage?.SerdeInfo?.SerializationLibrary },
    ...Object.entries(storage?.SerdeInfo?.Parameters ?? {}).map(entry),
    ...Object.entries(table.Parameters ?? {}).map(entry),
  ].filter(({ value }) => value !== undefined);
  return (
    <Table
      variant="embedded"
      ariaLabels={{ tableLabel: text.tabs.properties }}
      items={rows}
      columnDefinitions={[
        { id: 'name', header: text.property, cell: row => row.name, isRowHeader: true },
        { id: 'value', header: text.value, cell: row => row.value },
      ]}
      empty={<EmptyState title={text.noProperties} />}
    />
  );
}

// A delimiter such as a tab cannot be seen.
function entry([name, value]: [string, string]): { name: string; value: string } {
  const visible = value.trim() === '' || /\p{Cc}/u.test(value);
  return { name, value: visible ? JSON.stringify(value) : value };
}
