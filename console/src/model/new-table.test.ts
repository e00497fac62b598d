import { describe, expect, it } from 'vitest';
import { createTableInput, locationFault } from './new-table';

describe('the location of a new table', () => {
  it.each([
    ['s3://b/users/', null],
    ['s3://b/', null],
    ['s3://b/users', 'pathSlash'],
    ['', 'pathMissing'],
    ['/users/', 'pathWrong'],
    ['https://b/users/', 'pathWrong'],
  ])('%j: %s', (location, fault) => expect(locationFault(location)).toBe(fault));
});

it('a new table is what CreateTable takes', () =>
  expect(
    createTableInput({
      name: 'hits ',
      database: 'db',
      description: '',
      location: 's3://b/hits/',
      format: { format: 'parquet', delimiter: 'comma', header: false, rowTag: '' },
      schema: [
        { name: 'id', type: 'bigint', comment: 'key', partitionKey: false },
        { name: 'day', type: 'date', comment: '', partitionKey: true },
      ],
      indexes: [{ name: 'by_day', keys: ['day'] }],
    }),
  ).toEqual({
    DatabaseName: 'db',
    TableInput: {
      Name: 'hits',
      TableType: 'EXTERNAL_TABLE',
      Parameters: { classification: 'parquet' },
      StorageDescriptor: {
        Columns: [{ Name: 'id', Type: 'bigint', Comment: 'key' }],
        Location: 's3://b/hits/',
        InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
        OutputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
        SerdeInfo: {
          SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
          Parameters: {},
        },
      },
      PartitionKeys: [{ Name: 'day', Type: 'date' }],
    },
    PartitionIndexes: [{ IndexName: 'by_day', Keys: ['day'] }],
  }));
