import type { TableInput } from '../api/glue-catalog';
import { parseS3Uri } from './s3-uri';
import { parametersOf, storageOf, type FormatChoice } from './table-format';
import { columnsOf, type SchemaColumn } from './table-input';

export interface NewIndex {
  name: string;
  keys: string[];
}

/** What the wizard "Add table" asks for. */
export interface NewTable {
  name: string;
  database: string;
  description: string;
  location: string;
  format: FormatChoice;
  schema: SchemaColumn[];
  indexes: NewIndex[];
}

export type LocationFault = 'pathMissing' | 'pathWrong' | 'pathSlash';

/** Why a location will not do: a table reads a folder, and a folder's name ends with a slash. */
export function locationFault(location: string): LocationFault | null {
  if (location.trim() === '') return 'pathMissing';
  if (!parseS3Uri(location)) return 'pathWrong';
  return location.trim().endsWith('/') ? null : 'pathSlash';
}

/** The input of CreateTable. */
export function createTableInput(table: NewTable) {
  const keys = columnsOf(table.schema, true);
  const TableInput: TableInput = {
    Name: table.name.trim(),
    ...(table.description && { Description: table.description }),
    TableType: 'EXTERNAL_TABLE',
    Parameters: parametersOf(table.format),
    StorageDescriptor: {
      Columns: columnsOf(table.schema, false),
      Location: table.location.trim(),
      ...storageOf(table.format),
    },
    ...(keys.length > 0 && { PartitionKeys: keys }),
  };
  const indexes = table.indexes.map(({ name, keys: of }) => ({ IndexName: name, Keys: of }));
  return {
    DatabaseName: table.database,
    TableInput,
    ...(indexes.length > 0 && { PartitionIndexes: indexes }),
  };
}
