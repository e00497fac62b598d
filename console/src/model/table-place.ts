import type { Table } from '../api/glue-catalog';
import { catalogPages } from './catalog-pages';
import { queryPages } from './query-pages';
import { parseS3Uri } from './s3-uri';

/** The connection to the database in which the rows of a table are; null for a table of files. */
export function connectionOf(table: Table): string | null {
  const { Location = '', Parameters } = table.StorageDescriptor ?? {};
  if (parseS3Uri(Location)) return null;
  return table.Parameters?.connectionName ?? Parameters?.connectionName ?? null;
}

/** The page that shows the rows of a table: queries reach files, previews also what is in a database. */
export function rowsPage(table: Table): string {
  const { DatabaseName, Name } = table;
  return connectionOf(table) === null
    ? queryPages.table(DatabaseName, Name)
    : catalogPages.table(DatabaseName, Name, 'data');
}
