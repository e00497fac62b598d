import { useMemo } from 'react';
import type { SchemaColumn } from '../../model/table-input';
import { catalog } from '../../strings/catalog';
import { shared } from '../../strings/shared';
import { ResourceTable, type ResourceColumn } from '../../ui/ResourceTable';

const text = catalog.schema;

type Numbered = SchemaColumn & { number: number };

const COLUMNS: ResourceColumn<Numbered>[] = [
  { id: 'name', header: text.name, cell: c => c.name, text: c => c.name, isRowHeader: true },
  { id: 'number', header: text.number, cell: c => c.number, text: c => c.number },
  { id: 'type', header: text.type, cell: c => c.type, text: c => c.type },
  { id: 'key', header: text.partitionKey, cell: keyText, text: keyText },
  { id: 'comment', header: text.commentTitle, cell: c => c.comment, text: c => c.comment },
];

/** The columns of a table, to read. */
export function SchemaView({ schema }: { schema: readonly SchemaColumn[] }) {
  const columns = useMemo(() => {
    const keys = schema.findIndex(column => column.partitionKey);
    return schema.map((column, index) => ({
      ...column,
      number: column.partitionKey ? index - keys + 1 : index + 1,
    }));
  }, [schema]);
  return (
    <ResourceTable
      things="columns"
      title={text.title}
      headingLevel="h2"
      variant="embedded"
      loaded={{ data: columns, error: null, refetch: () => undefined }}
      columns={COLUMNS}
      keyOf={column => column.name}
      urlPrefix="columns-"
    />
  );
}

function keyText(column: Numbered): string {
  return column.partitionKey ? text.partition(String(column.number - 1)) : shared.none;
}
