import { call } from './call';
import type { CatalogOperations } from './glue-catalog';
import type { ConnectionOperations } from './glue-connections';
import type { JobOperations } from './glue-jobs';

export type GlueOperations = CatalogOperations & ConnectionOperations & JobOperations;

/** Calls an operation of AWS Glue: `await glue('GetDatabases', {})`. */
export function glue<Name extends keyof GlueOperations>(
  operation: Name,
  input: GlueOperations[Name]['input'],
  signal?: AbortSignal,
): Promise<GlueOperations[Name]['output']> {
  return call('AWSGlue', operation, input, signal);
}
