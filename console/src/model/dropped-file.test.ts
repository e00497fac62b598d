import { describe, expect, it } from 'vitest';
import { droppedKind, formatOf, tableNameOf } from './dropped-file';

describe('a file that is dropped', () => {
  it.each([
    ['Sales 2026.csv.gz', 'sales_2026'],
    ['users.csv', 'users'],
    ['Ö.csv', 'file'],
    ['--a--b--.json', 'a_b'],
  ])('%s makes the table %s', (file, table) => expect(tableNameOf(file)).toBe(table));

  it.each([
    ['a.csv', 'csv'],
    ['a.parquet', 'parquet'],
    ['a.xlsx', null],
    ['a.txt', null],
  ])('%s is of the kind %s', (file, kind) => expect(droppedKind(file)).toBe(kind));

  it('is read by the table as it was found to be written', () =>
    expect(formatOf('csv', { separator: 'ctrla', header: true })).toEqual({
      format: 'csv',
      delimiter: 'ctrl-a',
      header: true,
      rowTag: '',
    }));
});
