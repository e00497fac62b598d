import type { ResultColumn } from '../api/athena';
import type { ResultCell } from './result-pages';

const NUMERIC = new Set([
  'tinyint',
  'smallint',
  'integer',
  'bigint',
  'float',
  'real',
  'double',
  'decimal',
]);

/** Whether values of a column stand at the right. */
export function isNumeric(column: ResultColumn): boolean {
  return NUMERIC.has(column.Type);
}

const NARROWEST = 8;
const WIDEST = 48;

/** A width for each column, in characters: of its heading and its first values, within bounds. */
export function columnWidths(
  columns: readonly ResultColumn[],
  sample: readonly (readonly ResultCell[])[],
): number[] {
  return columns.map((column, index) => {
    const longest = sample.reduce((most, row) => Math.max(most, row[index]?.length ?? 0), 0);
    const heading = column.Name.length + column.Type.length + 1;
    return Math.min(WIDEST, Math.max(NARROWEST, heading, longest)) + 4;
  });
}

/** Rows as spreadsheets take them from the clipboard: a line each, tabs between, NULL is nothing. */
export function tabSeparated(
  columns: readonly ResultColumn[],
  rows: readonly (readonly ResultCell[])[],
): string {
  const lines = [columns.map(({ Name }) => Name), ...rows].map(row =>
    row.map(cell => field(cell ?? '')).join('\t'),
  );
  return `${lines.join('\n')}\n`;
}

function field(value: string): string {
  return /[\t\n\r"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
