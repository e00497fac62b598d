import { glue } from '../../api/glue';
import { createBucket } from '../../api/s3';
import { uploadFile } from '../../api/s3-upload';
import { tenon } from '../../api/tenon';
import { formatOf, type DroppedKind } from '../../model/dropped-file';
import { createTableInput } from '../../model/new-table';
import { fileGraph, PREVIEW_NODE, type CsvForm } from '../../model/preview-source';
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
  const { file, kind, csv, table, database, bucket } = wish;
  const folder = `${database}/${table}/`;
  await unlessThere(() => createBucket(bucket));
  await uploadFile(bucket, folder + file.name, file, {
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  const location = `s3://${bucket}/${folder}`;
  const { Columns, Problems } = await tenon('InferSchema', {
    CodeGenConfigurationNodes: fileGraph(location, kind, csv),
    NodeId: PREVIEW_NODE,
  });
  if (!Columns || Columns.length === 0) {
    throw new Error(Problems.map(({ Message }) => Message).join('; ') || home.drop.noColumns);
  }
  await unlessThere(() => glue('CreateDatabase', { DatabaseInput: { Name: database } }));
  await glue(
    'CreateTable',
    createTableInput({
      name: table,
      database,
      description: '',
      location,
      format: formatOf(kind, csv),
      schema: Columns.map(({ Name, Type }) => ({
        name: Name,
        type: Type,
        comment: '',
        partitionKey: false,
      })),
      indexes: [],
    }),
  );
}
