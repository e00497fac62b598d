import type { PartitionIndex } from '../../api/glue-catalog';
import { catalog } from '../../strings/catalog';
import { ResourceTable, type ResourceColumn } from '../../ui/ResourceTable';
import { usePartitionIndexes } from './queries';

const text = catalog.indexes;

const COLUMNS: ResourceColumn<PartitionIndex>[] = [
  {
    id: 'name',
    header: text.name,
    cell: index => index.IndexName,
    text: index => index.IndexName,
    isRowHeader: true,
  },
  { id: 'keys', header: text.keys, cell: keysOf, text: keysOf },
  {
    id: 'status',
    header: text.status,
    cell: index => index.IndexStatus,
    text: index => index.IndexStatus,
  },
];

export function TableIndexes({ database, table }: { database: string; table: string }) {
  const indexes = usePartitionIndexes(database, table);
  return (
    <ResourceTable
      things="partition indexes"
      title={text.title}
      headingLevel="h2"
      variant="embedded"
      loaded={indexes}
      columns={COLUMNS}
      keyOf={index => index.IndexName}
      urlPrefix="indexes-"
    />
  );
}

function keysOf(index: PartitionIndex): string {
  return index.Keys.map(key => key.Name).join(', ');
}
