import type { GraphNodes } from '../api/glue-jobs';

/** What of a file can be shown as rows: the sources of visual jobs read these. */
export type PreviewKind = 'csv' | 'json' | 'parquet' | 'excel';

export interface CsvForm {
  separator: 'comma' | 'ctrla' | 'pipe' | 'semicolon' | 'tab';
  header: boolean;
}

const KINDS: Record<string, PreviewKind> = {
  csv: 'csv',
  tsv: 'csv',
  psv: 'csv',
  json: 'json',
  jsonl: 'json',
  ndjson: 'json',
  parquet: 'parquet',
  xlsx: 'excel',
};

/** What a file is by its name, packed (.gz, .bz2, .zst, .snappy) or not; null for anything else. */
export function previewKind(key: string): PreviewKind | null {
  const name = key.toLowerCase().replace(/\.(gz|bz2|zst|snappy)$/, '');
  return KINDS[name.slice(name.lastIndexOf('.') + 1)] ?? null;
}

/** The id of the only node of the graphs made here. */
export const PREVIEW_NODE = 'node-1';

/** A graph that reads one file and does nothing else. */
export function fileGraph(uri: string, kind: PreviewKind, csv: CsvForm): GraphNodes {
  const common = { Name: 'Amazon S3', Paths: [uri] };
  switch (kind) {
    case 'csv':
      return {
        [PREVIEW_NODE]: {
          S3CsvSource: {
            ...common,
            Separator: csv.separator,
            QuoteChar: 'quote',
            WithHeader: csv.header,
          },
        },
      };
    case 'json':
      return { [PREVIEW_NODE]: { S3JsonSource: common } };
    case 'parquet':
      return { [PREVIEW_NODE]: { S3ParquetSource: common } };
    case 'excel':
      return { [PREVIEW_NODE]: { S3ExcelSource: common } };
  }
}

/** A graph that reads a table of the catalog, be it of files or in a database. */
export function tableGraph(database: string, table: string): GraphNodes {
  const source = { Name: table, Database: database, Table: table };
  return { [PREVIEW_NODE]: { CatalogSource: source } };
}

/** How a CSV file seems to be written, from its first lines. A guess that people can correct. */
export function guessCsv(start: string): CsvForm {
  const lines = start.split(/\r?\n/).slice(0, 20).filter(Boolean);
  const separators: [CsvForm['separator'], string][] = [
    ['comma', ','],
    ['tab', '\t'],
    ['semicolon', ';'],
    ['pipe', '|'],
    ['ctrla', '\x01'],
  ];
  const counted = separators.map(([separator, character]) => ({
    separator,
    least: Math.min(...lines.map(line => line.split(character).length - 1)),
    character,
  }));
  const best = counted.reduce((a, b) => (b.least > a.least ? b : a));
  const fields = lines.map(line => line.split(best.character));
  return { separator: best.separator, header: looksLikeHeader(fields) };
}

// Names are distinct words without digits at the front, above at least one field that is no such word.
function looksLikeHeader(lines: string[][]): boolean {
  const [first, ...rest] = lines;
  if (!first || rest.length === 0) return false;
  const names = first.map(field => field.trim().replace(/^"(.*)"$/, '$1'));
  const isName = (field: string) => /^[A-Za-z_][\w .-]*$/.test(field);
  if (!names.every(isName) || new Set(names).size < names.length) return false;
  return rest.some(line => line.some(field => !isName(field.trim())));
}
