import type { CliCall } from '../../model/cli';
import type { QueryTab } from '../../model/query-tabs';
import { explainStatement } from '../../model/sql';
import { query as text } from '../../strings/query';

/** What StartQueryExecution takes. */
export function startInput(QueryString: string, Database: string, OutputLocation: string) {
  return {
    QueryString,
    ...(Database && { QueryExecutionContext: { Database } }),
    ResultConfiguration: { OutputLocation },
  };
}

/** What UpdateNamedQuery takes, for a tab that came from a saved query. */
export function updateInput(tab: QueryTab, NamedQueryId: string) {
  return { NamedQueryId, Name: tab.name, QueryString: tab.statement };
}

/** The calls that the buttons below the editor make. */
export function callsOf(tab: QueryTab, location: string): CliCall[] {
  const QueryExecutionId = tab.executionId ?? 'ID';
  const OutputLocation = location || 's3://BUCKET/';
  const start = (action: string, statement: string): CliCall => ({
    action,
    service: 'athena',
    operation: 'StartQueryExecution',
    input: startInput(statement, tab.database, OutputLocation),
  });
  const save: CliCall[] = tab.namedQueryId
    ? [
        {
          action: text.editor.save,
          service: 'athena',
          operation: 'UpdateNamedQuery',
          input: updateInput(tab, tab.namedQueryId),
        },
      ]
    : [];
  return [
    start(text.editor.run, tab.statement),
    {
      action: text.editor.cancel,
      service: 'athena',
      operation: 'StopQueryExecution',
      input: { QueryExecutionId },
    },
    start(text.editor.explain, explainStatement(tab.statement)),
    ...save,
    {
      action: text.results.title,
      service: 'athena',
      operation: 'GetQueryResults',
      input: { QueryExecutionId },
    },
    {
      action: text.results.downloadParquet,
      service: 'tenon',
      operation: 'ExportQueryResults',
      input: { QueryExecutionId, Format: 'PARQUET' },
    },
  ];
}
