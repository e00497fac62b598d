import { glue } from '../../api/glue';
import { createBucket } from '../../api/s3';
import { uploadFile } from '../../api/s3-upload';
import { tenon, type TypedColumn } from '../../api/tenon';
import type { CliCall } from '../../model/cli';
import { formatOf, type DroppedKind } from '../../model/dropped-file';
import { createTableInput } from '../../model/new-table';
import { fileGraph, PREVIEW_NODE, type CsvForm } from '../../model/preview-source';
import { s3Uri } from '../../model/s3-uri';
import { home } from '../../strings/home';
import { unlessThere } from './exists';

export interface TableOfFile {
  file: File;
  kind: DroppedKind;
  csv: CsvForm;
  table: string;
  database: string;
  bucket: string;
}

/** Puts a file into a folder of its own and makes a table of it, with the columns that it shows. */
export async function makeTable(wish: TableOfFile): Promise<void> {
  const { file, database, bucket } = wish;
  const folder = folderOf(wish);
  await unlessThere(() => createBucket(bucket));
  await uploadFile(bucket, folder + file.name, file, {
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  const { Columns, Problems } = await tenon('InferSchema', inferInput(wish));
  if (!Columns || Columns.length === 0) {
    throw new Error(Problems.map(({ Message }) => Message).join('; ') || home.drop.noColumns);
  }
  await unlessThere(() => glue('CreateDatabase', { DatabaseInput: { Name: database } }));
  await glue('CreateTable', tableInput(wish, Columns));
}

/** The same as calls. Which columns the file has, only the third of them tells. */
export function callsOf(wish: TableOfFile): CliCall[] {
  const { file, database, bucket } = wish;
  const location = s3Uri({ bucket, key: folderOf(wish) });
  return [
    { service: 's3api', operation: 'CreateBucket', input: { Bucket: bucket } },
    { command: ['aws', 's3', 'cp', file.name, location] },
    { service: 'tenon', operation: 'InferSchema', input: inferInput(wish) },
    {
      service: 'glue',
      operation: 'CreateDatabase',
      input: { DatabaseInput: { Name: database } },
    },
    { service: 'glue', operation: 'CreateTable', input: tableInput(wish, SOME_COLUMN) },
  ];
}

const SOME_COLUMN = [{ Name: 'COLUMN', Type: 'TYPE' }];

function folderOf({ database, table }: TableOfFile): string {
  return `${database}/${table}/`;
}

function inferInput(wish: TableOfFile) {
  const location = s3Uri({ bucket: wish.bucket, key: folderOf(wish) });
  return {
    CodeGenConfigurationNodes: fileGraph(location, wish.kind, wish.csv),
    NodeId: PREVIEW_NODE,
  };
}

function tableInput(wish: TableOfFile, columns: readonly TypedColumn[]) {
  return createTableInput({
    name: wish.table,
    database: wish.database,
    description: '',
    location: s3Uri({ bucket: wish.bucket, key: folderOf(wish) }),
    format: formatOf(wish.kind, wish.csv),
    schema: columns.map(({ Name, Type }) => ({
      name: Name,
      type: Type,
      comment: '',
      partitionKey: false,
    })),
    indexes: [],
  });
}
