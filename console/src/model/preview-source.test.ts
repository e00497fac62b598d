import { describe, expect, it } from 'vitest';
import { fileGraph, guessCsv, previewKind, PREVIEW_NODE, tableGraph } from './preview-source';

describe('what a file is by its name', () => {
  it.each([
    ['a/users.csv', 'csv'],
    ['a/users.CSV.gz', 'csv'],
    ['part-0.snappy.parquet', 'parquet'],
    ['x.jsonl', 'json'],
    ['x.xlsx', 'excel'],
    ['x.pdf', null],
    ['csv', 'csv'],
    ['README', null],
  ])('%s is %s', (key, kind) => expect(previewKind(key)).toBe(kind));
});

describe('how a CSV file is written', () => {
  it.each([
    ['email,country\na@x.org,ES\n', { separator: 'comma', header: true }],
    ['a@x.org,ES\nb@x.org,FR\n', { separator: 'comma', header: false }],
    ['id\tname\n1\tAda\n', { separator: 'tab', header: true }],
    ['1;2\n3;4\n', { separator: 'semicolon', header: false }],
    ['', { separator: 'comma', header: false }],
  ])('%j', (start, expected) => expect(guessCsv(start)).toEqual(expected));
});

describe('the graph of a preview', () => {
  it('reads one file', () =>
    expect(fileGraph('s3://b/k.csv', 'csv', { separator: 'pipe', header: true })).toEqual({
      [PREVIEW_NODE]: {
        S3CsvSource: {
          Name: 'Amazon S3',
          Paths: ['s3://b/k.csv'],
          Separator: 'pipe',
          QuoteChar: 'quote',
          WithHeader: true,
        },
      },
    }));

  it('reads one table', () =>
    expect(tableGraph('db', 't')).toEqual({
      [PREVIEW_NODE]: { CatalogSource: { Name: 't', Database: 'db', Table: 't' } },
    }));
});
