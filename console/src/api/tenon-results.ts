import { call } from './call';

export interface ExportedResult {
  /** "s3://bucket/prefix/<id>.parquet" */
  Location: string;
  Bytes: number;
  Rows: number;
}

/** Writes the result of a query, which is CSV, as Parquet beside it. */
export function exportQueryResults(input: {
  QueryExecutionId: string;
  Format: 'PARQUET';
}): Promise<ExportedResult> {
  return call('Tenon', 'ExportQueryResults', input);
}
