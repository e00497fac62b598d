import type { Table } from '../api/glue-catalog';

/** A name as SQL reads it: in double quotes unless it is plain. */
export function sqlName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !RESERVED.has(name)
    ? name
    : `"${name.replaceAll('"', '""')}"`;
}

// Words that cannot stand for a column or table without quotes, of those that people use as names.
const RESERVED = new Set(
  (
    'all analyse analyze and any array as asc both case cast check collate column constraint create ' +
    'default desc describe distinct do else end except false fetch for foreign from grant group ' +
    'having in initially intersect into lambda lateral leading limit not null offset on only or ' +
    'order pivot primary qualify references returning select show some summarize symmetric table ' +
    'then to trailing true union unique unpivot using variadic when where window with'
  ).split(' '),
);

export function sqlTable(database: string, table: string): string {
  return `${sqlName(database)}.${sqlName(table)}`;
}

/** Athena's "Preview table". */
export function previewStatement(database: string, table: string): string {
  return `SELECT * FROM ${sqlTable(database, table)} LIMIT 10`;
}

/** The statement that explains this one; the same one if it explains already. */
export function explainStatement(statement: string): string {
  return /^\s*explain\b/i.test(statement) ? statement : `EXPLAIN ${statement.trimStart()}`;
}

/** The DDL that would make a table of the catalog, in Hive's words as Athena shows it. */
export function createTableStatement(table: Table): string {
  const storage = table.StorageDescriptor ?? {};
  const parts = [
    `CREATE EXTERNAL TABLE ${hiveName(table.DatabaseName)}.${hiveName(table.Name)} (\n` +
      `${hiveColumns(storage.Columns ?? [])}\n)`,
  ];
  if (table.Description) parts.push(`COMMENT ${hiveText(table.Description)}`);
  if (table.PartitionKeys?.length) {
    parts.push(`PARTITIONED BY (\n${hiveColumns(table.PartitionKeys)}\n)`);
  }
  const library = storage.SerdeInfo?.SerializationLibrary;
  if (library) parts.push(`ROW FORMAT SERDE\n  ${hiveText(library)}`);
  const properties = storage.SerdeInfo?.Parameters ?? {};
  if (library && Object.keys(properties).length > 0) {
    parts.push(`WITH SERDEPROPERTIES (\n${hiveProperties(properties)}\n)`);
  }
  if (storage.InputFormat && storage.OutputFormat) {
    parts.push(`STORED AS INPUTFORMAT\n  ${hiveText(storage.InputFormat)}`);
    parts.push(`OUTPUTFORMAT\n  ${hiveText(storage.OutputFormat)}`);
  }
  if (storage.Location) parts.push(`LOCATION\n  ${hiveText(storage.Location)}`);
  const parameters = table.Parameters ?? {};
  if (Object.keys(parameters).length > 0) {
    parts.push(`TBLPROPERTIES (\n${hiveProperties(parameters)}\n)`);
  }
  return parts.join('\n');
}

function hiveName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

function hiveText(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t');
  return `'${escaped}'`;
}

function hiveColumns(columns: { Name: string; Type?: string; Comment?: string }[]): string {
  return columns
    .map(({ Name, Type = 'string', Comment }) => {
      const comment = Comment ? ` COMMENT ${hiveText(Comment)}` : '';
      return `  ${hiveName(Name)} ${Type}${comment}`;
    })
    .join(',\n');
}

function hiveProperties(properties: Record<string, string>): string {
  return Object.entries(properties)
    .map(([key, value]) => `  ${hiveText(key)}=${hiveText(value)}`)
    .join(',\n');
}
