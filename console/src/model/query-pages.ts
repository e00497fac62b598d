import type { NamedQuery, QueryExecution } from '../api/athena';
import { previewStatement } from './sql';

/** The addresses of the query editor's pages. */
export const queryPages = {
  editor: '/query',
  history: '/query/history',
  saved: '/query/saved',
  /** Opens a statement in a tab. */
  statement: (statement: string, database = '') => opened({ statement, database }),
  /** Opens the statement that shows rows of a table. */
  table: (database: string, table: string) =>
    opened({ statement: previewStatement(database, table), database }),
  /** Opens what was run, with its result. */
  execution: (execution: QueryExecution) =>
    opened({
      statement: execution.Query,
      database: execution.QueryExecutionContext?.Database ?? '',
      execution: execution.QueryExecutionId,
    }),
  /** Opens a saved query, which "Save" then changes. */
  savedQuery: (saved: NamedQuery) =>
    opened({
      statement: saved.QueryString,
      database: saved.Database,
      name: saved.Name,
      saved: saved.NamedQueryId,
    }),
};

function opened(parts: Record<string, string>): string {
  return `/query?${new URLSearchParams(parts).toString()}`;
}
