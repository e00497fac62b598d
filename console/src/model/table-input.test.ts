import { describe, expect, it } from 'vitest';
import { parametersOf, storageOf } from './table-format';
import { schemaOf, tableInputOf, withSchema } from './table-input';

const TABLE = {
  Name: 't',
  DatabaseName: 'db',
  VersionId: '3',
  CreateTime: 1,
  TableType: 'EXTERNAL_TABLE',
  StorageDescriptor: {
    Location: 's3://b/t/',
    Columns: [{ Name: 'id', Type: 'bigint', Parameters: { a: 'b' } }],
  },
  PartitionKeys: [{ Name: 'day', Type: 'date' }],
};

describe('what UpdateTable takes', () => {
  it('is the table without what the catalog adds', () =>
    expect(tableInputOf(TABLE)).toEqual({
      Name: 't',
      TableType: 'EXTERNAL_TABLE',
      StorageDescriptor: TABLE.StorageDescriptor,
      PartitionKeys: TABLE.PartitionKeys,
    }));

  it('keeps everything but the columns when the schema changes', () => {
    const schema = schemaOf(TABLE);
    expect(withSchema(tableInputOf(TABLE), schema)).toEqual(tableInputOf(TABLE));
    const more = [...schema, { name: 'x', type: 'int', comment: 'new', partitionKey: false }];
    expect(withSchema(tableInputOf(TABLE), more).StorageDescriptor?.Columns).toEqual([
      { Name: 'id', Type: 'bigint', Parameters: { a: 'b' } },
      { Name: 'x', Type: 'int', Comment: 'new' },
    ]);
  });
});

describe('the storage of a new table', () => {
  it('is what Glue writes for CSV', () => {
    const csv = { format: 'csv', delimiter: 'comma', header: true, rowTag: '' } as const;
    expect(storageOf(csv)).toEqual({
      InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
      OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
      SerdeInfo: {
        SerializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
        Parameters: { 'field.delim': ',' },
      },
    });
    expect(parametersOf(csv)).toEqual({ classification: 'csv', 'skip.header.line.count': '1' });
  });

  it('names the row of XML', () => {
    const xml = { format: 'xml', delimiter: 'comma', header: true, rowTag: 'book' } as const;
    expect(storageOf(xml).SerdeInfo?.Parameters).toEqual({ rowTag: 'book' });
    expect(parametersOf(xml)).toEqual({ classification: 'xml' });
  });
});
