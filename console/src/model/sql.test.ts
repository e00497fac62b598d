import { describe, expect, test } from 'vitest';
import { createTableStatement, explainStatement, previewStatement, sqlName } from './sql';

describe('A name in SQL', () => {
  test.each([
    ['users', 'users'],
    ['article_hits2', 'article_hits2'],
    ['order', '"order"'],
    ['2024', '"2024"'],
    ['Landing Zone', '"Landing Zone"'],
    ['a"b', '"a""b"'],
  ])('%s is written as %s', (name, text) => expect(sqlName(name)).toBe(text));
});

test('A preview asks for the first ten rows', () => {
  expect(previewStatement('landing-zone', 'users')).toBe(
    'SELECT * FROM "landing-zone".users LIMIT 10',
  );
});

test('A statement is explained once', () => {
  expect(explainStatement('\n SELECT 1')).toBe('EXPLAIN SELECT 1');
  expect(explainStatement(' explain SELECT 1')).toBe(' explain SELECT 1');
  expect(explainStatement('SELECT explain FROM t')).toBe('EXPLAIN SELECT explain FROM t');
});

test('The DDL of a table names its columns, keys, format, place and properties', () => {
  const statement = createTableStatement({
    Name: 'hits',
    DatabaseName: 'db',
    Description: "the site's hits",
    PartitionKeys: [{ Name: 'day', Type: 'date' }],
    Parameters: { classification: 'csv' },
    StorageDescriptor: {
      Columns: [
        { Name: 'id', Type: 'bigint', Comment: 'of the hit' },
        { Name: 'a`b', Type: 'string' },
      ],
      Location: 's3://bucket/hits/',
      InputFormat: 'in',
      OutputFormat: 'out',
      SerdeInfo: { SerializationLibrary: 'serde', Parameters: { 'field.delim': '\t' } },
    },
  });
  expect(statement).toBe(
    [
      'CREATE EXTERNAL TABLE `db`.`hits` (',
      "  `id` bigint COMMENT 'of the hit',",
      '  `a``b` string',
      ')',
      "COMMENT 'the site\\'s hits'",
      'PARTITIONED BY (',
      '  `day` date',
      ')',
      'ROW FORMAT SERDE',
      "  'serde'",
      'WITH SERDEPROPERTIES (',
      "  'field.delim'='\\t'",
      ')',
      'STORED AS INPUTFORMAT',
      "  'in'",
      'OUTPUTFORMAT',
      "  'out'",
      'LOCATION',
      "  's3://bucket/hits/'",
      'TBLPROPERTIES (',
      "  'classification'='csv'",
      ')',
    ].join('\n'),
  );
});

test('A table without storage has a DDL too', () => {
  expect(createTableStatement({ Name: 't', DatabaseName: 'd' })).toBe(
    'CREATE EXTERNAL TABLE `d`.`t` (\n\n)',
  );
});
