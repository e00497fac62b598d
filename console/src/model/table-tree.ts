import type { Table } from '../api/glue-catalog';

/** The tree at the left of the query editor: databases, their tables, their columns. */
export type TreeItem =
  | { kind: 'database'; id: string; name: string; children: TreeItem[] }
  | { kind: 'table'; id: string; table: Table; children: TreeItem[] }
  | { kind: 'column'; id: string; name: string; type: string; isKey: boolean }
  | { kind: 'note'; id: string; note: Note };

export type Note =
  | { state: 'loading' | 'empty' | 'no-match' }
  | { state: 'failed'; database: string; message: string }
  | { state: 'more'; count: number };

export interface TablesState {
  tables: readonly Table[] | undefined;
  error: Error | null;
}

const MOST_TABLES = 200;

// Cloudscape's tree looks its items up by a selector, so ids are without quotes and brackets.
const idOf = (...parts: string[]): string => parts.map(encodeURIComponent).join('/');

export const databaseId = (name: string): string => idOf(name);
export const tableId = (table: Table): string => idOf(table.DatabaseName, table.Name);

/** The database that an expanded item is; null for a table. */
export function databaseOfId(id: string): string | null {
  return id.includes('/') ? null : decodeURIComponent(id);
}

/**
 * The tree of these databases. A filter (lower case) leaves the tables whose name, or a column of which,
 * contains it; only the first tables of a database are shown, and how many more there are.
 */
export function tableTree(
  databases: readonly string[],
  loaded: ReadonlyMap<string, TablesState>,
  filter: string,
): TreeItem[] {
  return databases.map(name => ({
    kind: 'database',
    id: databaseId(name),
    name,
    children: tablesOf(name, loaded.get(name), filter),
  }));
}

function tablesOf(database: string, state: TablesState | undefined, filter: string): TreeItem[] {
  const note = (found: Note): TreeItem[] => [
    { kind: 'note', id: idOf(database, '', found.state), note: found },
  ];
  if (!state?.tables) {
    if (state?.error) return note({ state: 'failed', database, message: state.error.message });
    return note({ state: 'loading' });
  }
  if (state.tables.length === 0) return note({ state: 'empty' });
  const found = state.tables.filter(table => fits(table, filter));
  if (found.length === 0) return note({ state: 'no-match' });
  const items = found.slice(0, MOST_TABLES).map(tableItem);
  const rest = found.length - items.length;
  return rest > 0 ? [...items, ...note({ state: 'more', count: rest })] : items;
}

function fits(table: Table, filter: string): boolean {
  return (
    table.Name.toLowerCase().includes(filter) ||
    (table.StorageDescriptor?.Columns ?? [])
      .concat(table.PartitionKeys ?? [])
      .some(({ Name }) => Name.toLowerCase().includes(filter))
  );
}

function tableItem(table: Table): TreeItem {
  const id = tableId(table);
  const columns = [
    ...(table.StorageDescriptor?.Columns ?? []).map(column => ({ column, isKey: false })),
    ...(table.PartitionKeys ?? []).map(column => ({ column, isKey: true })),
  ];
  return {
    kind: 'table',
    id,
    table,
    children: columns.map(({ column, isKey }, index) => ({
      kind: 'column',
      id: idOf(table.DatabaseName, table.Name, String(index)),
      name: column.Name,
      type: column.Type ?? 'string',
      isKey,
    })),
  };
}
