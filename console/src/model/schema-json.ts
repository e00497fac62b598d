import type { SchemaColumn } from './table-input';

/** A schema as "Edit schema as JSON" shows it: the API's columns, partition keys with a mark. */
export function schemaToJson(schema: readonly SchemaColumn[]): string {
  const columns = schema.map(({ name, type, comment, partitionKey }) => ({
    Name: name,
    Type: type,
    ...(comment && { Comment: comment }),
    ...(partitionKey && { PartitionKey: true }),
  }));
  return JSON.stringify(columns, null, 2);
}

/** Reads what schemaToJson writes. Throws an Error that says what is wrong, and where. */
export function schemaFromJson(text: string): SchemaColumn[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) throw new Error('The schema has to be a list of columns');
  const schema = value.map((column: unknown, index) => readColumn(column, index + 1));
  const fault = schemaFault(schema);
  if (fault) throw new Error(fault);
  return schema;
}

function readColumn(value: unknown, number: number): SchemaColumn {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`Column #${number} has to be an object with Name and Type`);
  }
  const column = value as Record<string, unknown>;
  const known = ['Name', 'Type', 'Comment', 'PartitionKey'];
  const unknown = Object.keys(column).find(name => !known.includes(name));
  if (unknown) throw new Error(`Column #${number} has ${unknown}; it may have ${known.join(', ')}`);
  const { Name, Type = 'string', Comment = '', PartitionKey = false } = column;
  if (typeof Name !== 'string') throw new Error(`Column #${number} has no Name`);
  if (typeof Type !== 'string') throw new Error(`The Type of column #${number} is no text`);
  if (typeof Comment !== 'string') throw new Error(`The Comment of column #${number} is no text`);
  if (typeof PartitionKey !== 'boolean') {
    throw new Error(`The PartitionKey of column #${number} is neither true nor false`);
  }
  return { name: Name, type: Type, comment: Comment, partitionKey: PartitionKey };
}

/** What is wrong with a schema, in words; null where nothing is. */
export function schemaFault(schema: readonly SchemaColumn[]): string | null {
  const seen = new Set<string>();
  for (const [index, { name, type }] of schema.entries()) {
    if (name.trim() === '') return `Column #${index + 1} has no name`;
    if (type.trim() === '') return `Column #${index + 1} has no type`;
    if (seen.has(name.toLowerCase())) return `There are two columns named ${name}`;
    seen.add(name.toLowerCase());
  }
  return null;
}
