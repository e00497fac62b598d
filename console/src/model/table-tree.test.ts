import { expect, test } from 'vitest';
import type { Table } from '../api/glue-catalog';
import { databaseId, databaseOfId, tableId, tableTree, type TreeItem } from './table-tree';

const table = (Name: string, ...columns: string[]): Table => ({
  Name,
  DatabaseName: 'db',
  StorageDescriptor: { Columns: columns.map(column => ({ Name: column, Type: 'string' })) },
  PartitionKeys: [{ Name: 'day', Type: 'date' }],
});

const loaded = (tables: Table[] | undefined, error: Error | null = null) =>
  new Map([['db', { tables, error }]]);

const below = (items: TreeItem[]) => {
  const item = items[0];
  return item && 'children' in item ? item.children : [];
};

test('Tables have their columns and then their partition keys', () => {
  const [found] = below(tableTree(['db'], loaded([table('users', 'email')]), ''));
  expect(found).toMatchObject({
    kind: 'table',
    children: [
      { name: 'email', isKey: false },
      { name: 'day', type: 'date', isKey: true },
    ],
  });
});

test('A filter looks at names of tables and of columns', () => {
  const tables = [table('users', 'email'), table('hits', 'lead_id')];
  const names = (filter: string) =>
    below(tableTree(['db'], loaded(tables), filter)).map(item =>
      item.kind === 'table' ? item.table.Name : item.kind === 'note' ? item.note.state : '',
    );
  expect(names('user')).toEqual(['users']);
  expect(names('lead')).toEqual(['hits']);
  expect(names('day')).toEqual(['users', 'hits']);
  expect(names('nothing')).toEqual(['no-match']);
});

test.each([
  [undefined, 'loading'],
  [{ tables: undefined, error: null }, 'loading'],
  [{ tables: [], error: null }, 'empty'],
  [{ tables: undefined, error: new Error('down') }, 'failed'],
])('A database without tables to show says why', (state, expected) => {
  const all = state ? new Map([['db', state]]) : new Map();
  expect(below(tableTree(['db'], all, ''))).toMatchObject([{ note: { state: expected } }]);
});

test('Of thousands of tables the first are shown, and how many more there are', () => {
  const tables = Array.from({ length: 1200 }, (_, i) => table(`t${i}`));
  const items = below(tableTree(['db'], loaded(tables), ''));
  expect(items).toHaveLength(201);
  expect(items.at(-1)).toMatchObject({ note: { state: 'more', count: 1000 } });
});

test('Ids tell databases from tables, whatever their names are', () => {
  expect(databaseOfId(databaseId('a","b'))).toBe('a","b');
  expect(databaseOfId(tableId(table('users')))).toBeNull();
});
