import type { Column, Table, TableInput } from '../api/glue-catalog';

/** A column as the pages edit it: partition keys are columns with a mark. */
export interface SchemaColumn {
  name: string;
  type: string;
  comment: string;
  partitionKey: boolean;
}

/** What UpdateTable takes: a table without what the catalog itself adds to it. */
export function tableInputOf(table: Table): TableInput {
  const input: TableInput = { Name: table.Name };
  const kept = [
    'Description',
    'Owner',
    'Retention',
    'StorageDescriptor',
    'PartitionKeys',
    'ViewOriginalText',
    'ViewExpandedText',
    'TableType',
    'Parameters',
  ] as const;
  return kept.reduce<TableInput>(
    (built, name) => (table[name] === undefined ? built : { ...built, [name]: table[name] }),
    input,
  );
}

/** All columns of a table, the partition keys last. */
export function schemaOf(table: Pick<TableInput, 'StorageDescriptor' | 'PartitionKeys'>) {
  const read = (partitionKey: boolean) => (column: Column) => ({
    name: column.Name,
    type: column.Type ?? 'string',
    comment: column.Comment ?? '',
    partitionKey,
  });
  return [
    ...(table.StorageDescriptor?.Columns ?? []).map(read(false)),
    ...(table.PartitionKeys ?? []).map(read(true)),
  ];
}

/** Columns as the API has them. What a column had beside name, type and comment stays with its name. */
export function columnsOf(
  schema: readonly SchemaColumn[],
  partitionKey: boolean,
  before: readonly Column[] = [],
): Column[] {
  return schema
    .filter(column => column.partitionKey === partitionKey)
    .map(({ name, type, comment }) => {
      const old = before.find(column => column.Name === name);
      return {
        ...(old?.Parameters && { Parameters: old.Parameters }),
        Name: name,
        Type: type,
        ...(comment && { Comment: comment }),
      };
    });
}

/** The table with another schema. */
export function withSchema(table: TableInput, schema: readonly SchemaColumn[]): TableInput {
  return {
    ...table,
    StorageDescriptor: {
      ...table.StorageDescriptor,
      Columns: columnsOf(schema, false, table.StorageDescriptor?.Columns),
    },
    PartitionKeys: columnsOf(schema, true, table.PartitionKeys),
  };
}
