import { expect, test } from 'vitest';
import { columnWidths, isNumeric, tabSeparated } from './result-text';

const columns = [
  { Name: 'id', Type: 'bigint' },
  { Name: 'note', Type: 'varchar' },
];

test('Numbers stand at the right, texts do not', () => {
  expect(columns.map(isNumeric)).toEqual([true, false]);
});

test('A column is as wide as its heading or its first values, within bounds', () => {
  expect(columnWidths(columns, [])).toEqual([13, 16]);
  expect(
    columnWidths(columns, [
      ['1', 'x'.repeat(20)],
      [null, null],
    ]),
  ).toEqual([13, 24]);
  expect(columnWidths(columns, [['1', 'x'.repeat(999)]])).toEqual([13, 52]);
});

test('Copied rows keep tabs, quotes and line ends within their fields', () => {
  expect(
    tabSeparated(columns, [
      ['1', 'a\tb'],
      ['2', null],
      ['3', 'say "x"\n'],
    ]),
  ).toBe('id\tnote\n1\t"a\tb"\n2\t\n3\t"say ""x""\n"\n');
});
