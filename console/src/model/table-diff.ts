import type { TableInput } from '../api/glue-catalog';
import { schemaOf } from './table-input';

export type ChangeKind = 'added' | 'removed' | 'changed' | 'same';

/** One line of a comparison: a column, or a setting of the table. */
export interface Difference {
  name: string;
  /** What it is a part of: the schema, or the settings of the table. */
  part: 'schema' | 'settings';
  kind: ChangeKind;
  before: string;
  after: string;
}

/** Two versions of a table side by side: columns in the order of the newer, then the settings. */
export function compareTables(before: TableInput, after: TableInput): Difference[] {
  return [
    ...compareMaps(columnTexts(before), columnTexts(after), 'schema'),
    ...compareMaps(settingTexts(before), settingTexts(after), 'settings'),
  ];
}

function columnTexts(table: TableInput): Map<string, string> {
  return new Map(
    schemaOf(table).map(({ name, type, comment, partitionKey }) => [
      name,
      [type, partitionKey && 'partition key', comment && `“${comment}”`].filter(Boolean).join(', '),
    ]),
  );
}

function settingTexts(table: TableInput): Map<string, string> {
  const storage = table.StorageDescriptor ?? {};
  const all: [string, string | undefined][] = [
    ['Description', table.Description],
    ['Location', storage.Location],
    ['InputFormat', storage.InputFormat],
    ['OutputFormat', storage.OutputFormat],
    ['SerializationLibrary', storage.SerdeInfo?.SerializationLibrary],
    ...Object.entries(storage.SerdeInfo?.Parameters ?? {}),
    ...Object.entries(table.Parameters ?? {}),
  ];
  return new Map(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function compareMaps(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  part: Difference['part'],
): Difference[] {
  const gone = [...before.keys()].filter(name => !after.has(name));
  return [...after.keys(), ...gone].map(name => {
    const old = before.get(name);
    const next = after.get(name);
    return { name, part, kind: kindOf(old, next), before: old ?? '', after: next ?? '' };
  });
}

function kindOf(before: string | undefined, after: string | undefined): ChangeKind {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  return before === after ? 'same' : 'changed';
}
