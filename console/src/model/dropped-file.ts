import { previewKind, type CsvForm } from './preview-source';
import type { FormatChoice } from './table-format';

/** The formats of dropped files that become tables. */
export type DroppedKind = 'csv' | 'json' | 'parquet';

export function droppedKind(name: string): DroppedKind | null {
  const kind = previewKind(name);
  return kind === 'excel' ? null : kind;
}

/** "Sales 2026.csv.gz" makes the table "sales_2026". */
export function tableNameOf(file: string): string {
  const stem = file.replace(/\..*$/s, '');
  const name = stem
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return name === '' ? 'file' : name;
}

/** How the table reads a file that was found to be written so. */
export function formatOf(kind: DroppedKind, csv: CsvForm): FormatChoice {
  return {
    format: kind,
    delimiter: csv.separator === 'ctrla' ? 'ctrl-a' : csv.separator,
    header: csv.header,
    rowTag: '',
  };
}
