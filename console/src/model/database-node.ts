import type { Connection } from '../api/glue-connections';
import { engineOf, urlOf } from './connection';
import { isObject, texts, type Json, type JsonObject, type Parameters } from './graph';
import { parseJdbcUrl } from './jdbc-url';

/** Kinds of nodes that reach a table by a connection, without a table of the Data Catalog. */
export const DIRECT_JDBC_SOURCE = 'DirectJDBCSource';
export const JDBC_SOURCE = 'JDBCConnectorSource';
export const JDBC_TARGET = 'JDBCConnectorTarget';

/**
 * The parameters of a node of that kind after a connection has been chosen for it. A direct source says
 * type and database beside it; the others name the connector that their script is written for.
 */
export function withConnection(
  kind: string,
  parameters: Parameters,
  connection: Connection,
): Parameters {
  const next: Parameters = { ...parameters, ConnectionName: connection.Name };
  const engine = engineOf(connection);
  if (kind !== DIRECT_JDBC_SOURCE || engine === null) return next;
  const database = parseJdbcUrl(urlOf(connection))?.database;
  return { ...next, ConnectionType: engine, ...(database && { Database: database }) };
}

/** AdditionalOptions of a JDBCConnectorTarget, which are texts. */
export const WRITE_MODES = ['append', 'overwrite', 'merge'] as const;
export type WriteMode = (typeof WRITE_MODES)[number];

export interface WriteOptions {
  mode: WriteMode;
  /** Columns that tell rows apart, of a merge. */
  keys: string[];
  createTable: boolean;
}

const WRITE_OPTIONS = ['writeMode', 'mergeKeys', 'createTable'];

export function writeOptionsOf(options: Json | undefined): WriteOptions {
  const { writeMode, mergeKeys, createTable } = isObject(options) ? options : {};
  return {
    mode: WRITE_MODES.find(mode => mode === writeMode) ?? 'append',
    keys: typeof mergeKeys === 'string' ? listOf(mergeKeys) : [],
    createTable: createTable === 'true',
  };
}

/** The options with these, and all others as they were. */
export function withWriteOptions(options: Json | undefined, write: WriteOptions): JsonObject {
  return {
    ...otherOptions(options),
    writeMode: write.mode,
    ...(write.mode === 'merge' && { mergeKeys: write.keys.join(',') }),
    createTable: String(write.createTable),
  };
}

/** The options that the form of a target has no fields for. */
export function otherOptions(options: Json | undefined): JsonObject {
  const all = isObject(options) ? Object.entries(options) : [];
  return Object.fromEntries(all.filter(([name]) => !WRITE_OPTIONS.includes(name)));
}

/** The options of a target with others in place of those that it has no fields for. */
export function withOtherOptions(options: Json | undefined, others: JsonObject): JsonObject {
  const own = isObject(options) ? Object.entries(options) : [];
  return { ...Object.fromEntries(own.filter(([name]) => WRITE_OPTIONS.includes(name))), ...others };
}

/** AdditionalOptions of a JDBCConnectorSource. */
export interface ReadOptions {
  filter: string;
  bookmarkKeys: string[];
  /** "" for the order that AWS Glue takes: ascending. */
  sortOrder: string;
}

const READ_OPTIONS = ['FilterPredicate', 'JobBookmarkKeys', 'JobBookmarkKeysSortOrder'];

export function readOptionsOf(options: Json | undefined): ReadOptions {
  const known = isObject(options) ? options : {};
  return {
    filter: typeof known.FilterPredicate === 'string' ? known.FilterPredicate : '',
    bookmarkKeys: texts(known.JobBookmarkKeys),
    sortOrder:
      typeof known.JobBookmarkKeysSortOrder === 'string' ? known.JobBookmarkKeysSortOrder : '',
  };
}

/** What is left of the options when nothing is said is no member at all. */
export function withReadOptions(
  options: Json | undefined,
  read: ReadOptions,
): JsonObject | undefined {
  const others = Object.entries(isObject(options) ? options : {}).filter(
    ([name]) => !READ_OPTIONS.includes(name),
  );
  const next: JsonObject = {
    ...Object.fromEntries(others),
    ...(read.filter && { FilterPredicate: read.filter }),
    ...(read.bookmarkKeys.length > 0 && { JobBookmarkKeys: read.bookmarkKeys }),
    ...(read.sortOrder && { JobBookmarkKeysSortOrder: read.sortOrder }),
  };
  return Object.keys(next).length === 0 ? undefined : next;
}

/** Whether a source has options that its form has no fields for. */
export function hasOtherReadOptions(options: Json | undefined): boolean {
  return isObject(options) && Object.keys(options).some(name => !READ_OPTIONS.includes(name));
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(Boolean);
}
