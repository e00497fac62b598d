import { isObject, type Json, type JsonObject } from './graph';

/** The three choices of "Data Catalog update options" as the API's SchemaChangePolicy. */
export type CatalogUpdate = 'none' | 'update' | 'keep';

export function catalogUpdateOf(policy: Json | undefined): CatalogUpdate {
  if (!isObject(policy) || policy.EnableUpdateCatalog !== true) return 'none';
  return policy.UpdateBehavior === 'LOG' ? 'keep' : 'update';
}

export function withCatalogUpdate(policy: Json | undefined, update: CatalogUpdate): JsonObject {
  if (update === 'none') return { EnableUpdateCatalog: false };
  const UpdateBehavior = update === 'update' ? 'UPDATE_IN_DATABASE' : 'LOG';
  return { ...(isObject(policy) ? policy : {}), EnableUpdateCatalog: true, UpdateBehavior };
}

/** Compressions that files of a format can have, as the server takes them. */
export const COMPRESSIONS: Readonly<Record<string, readonly string[]>> = {
  parquet: ['snappy', 'gzip', 'zstd', 'brotli', 'lz4', 'uncompressed'],
  csv: ['none', 'gzip', 'bzip2', 'zstd'],
  json: ['none', 'gzip', 'bzip2', 'zstd'],
  avro: ['none'],
  xml: ['none', 'bzip2'],
};

/** The compression after a change of format: the old one where it still fits. */
export function compressionFor(format: string, old: string): string {
  const possible = COMPRESSIONS[format] ?? [];
  return possible.includes(old) ? old : (possible[0] ?? old);
}
