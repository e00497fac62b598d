import { tenon } from '../../api/tenon';
import type { NewTable } from '../../model/new-table';
import {
  fileGraph,
  PREVIEW_NODE,
  type CsvForm,
  type PreviewKind,
} from '../../model/preview-source';
import type { SchemaColumn } from '../../model/table-input';

const SEPARATORS = {
  comma: 'comma',
  tab: 'tab',
  pipe: 'pipe',
  semicolon: 'semicolon',
  'ctrl-a': 'ctrla',
} as const satisfies Record<string, CsvForm['separator']>;

const KINDS: Partial<Record<NewTable['format']['format'], PreviewKind>> = {
  csv: 'csv',
  json: 'json',
  parquet: 'parquet',
};

/** Asks the server for the columns that a table's files show; null for formats that it needs told. */
export function inferTableSchema(table: NewTable): (() => Promise<SchemaColumn[]>) | null {
  const kind = KINDS[table.format.format];
  if (!kind) return null;
  return async () => {
    const { Columns, Problems } = await tenon('InferSchema', {
      CodeGenConfigurationNodes: fileGraph(table.location.trim(), kind, {
        separator: SEPARATORS[table.format.delimiter],
        header: table.format.header,
      }),
      NodeId: PREVIEW_NODE,
    });
    if (!Columns) throw new Error(Problems.map(({ Message }) => Message).join('; '));
    return Columns.map(({ Name, Type }) => ({
      name: Name,
      type: Type,
      comment: '',
      partitionKey: false,
    }));
  };
}
