import { call } from './call';

/** Athena, with AWS's names. Times are epoch seconds. Only what the console uses. */

export type QueryState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

export interface QueryExecution {
  QueryExecutionId: string;
  Query: string;
  StatementType?: string;
  SubstatementType?: string;
  ResultConfiguration?: { OutputLocation?: string };
  QueryExecutionContext?: { Database?: string; Catalog?: string };
  Status: {
    State: QueryState;
    StateChangeReason?: string;
    SubmissionDateTime: number;
    CompletionDateTime?: number;
  };
  Statistics?: {
    EngineExecutionTimeInMillis?: number;
    DataScannedInBytes?: number;
    TotalExecutionTimeInMillis?: number;
    QueryQueueTimeInMillis?: number;
  };
  WorkGroup?: string;
}

export interface ResultColumn {
  Name: string;
  Label?: string;
  Type: string;
  Precision?: number;
  Scale?: number;
}

/** A cell without VarCharValue is NULL. */
export interface ResultRow {
  Data: { VarCharValue?: string }[];
}

export interface ResultPage {
  ResultSet: { Rows: ResultRow[]; ResultSetMetadata: { ColumnInfo: ResultColumn[] } };
  NextToken?: string;
}

export interface NamedQuery {
  NamedQueryId: string;
  Name: string;
  Description?: string;
  Database: string;
  QueryString: string;
  WorkGroup?: string;
}

interface Page {
  NextToken?: string;
  MaxResults?: number;
}

export type AthenaOperations = {
  StartQueryExecution: {
    input: {
      QueryString: string;
      QueryExecutionContext?: { Database?: string; Catalog?: string };
      ResultConfiguration?: { OutputLocation: string };
    };
    output: { QueryExecutionId: string };
  };
  GetQueryExecution: {
    input: { QueryExecutionId: string };
    output: { QueryExecution: QueryExecution };
  };
  GetQueryResults: { input: { QueryExecutionId: string } & Page; output: ResultPage };
  StopQueryExecution: { input: { QueryExecutionId: string }; output: object };
  GetQueryRuntimeStatistics: {
    input: { QueryExecutionId: string };
    output: {
      QueryRuntimeStatistics: {
        Rows?: { OutputRows?: number; OutputBytes?: number };
      };
    };
  };
  ListQueryExecutions: {
    input: Page;
    output: { QueryExecutionIds: string[]; NextToken?: string };
  };
  BatchGetQueryExecution: {
    input: { QueryExecutionIds: string[] };
    output: { QueryExecutions: QueryExecution[] };
  };
  ListNamedQueries: { input: Page; output: { NamedQueryIds: string[]; NextToken?: string } };
  BatchGetNamedQuery: {
    input: { NamedQueryIds: string[] };
    output: { NamedQueries: NamedQuery[] };
  };
  GetNamedQuery: { input: { NamedQueryId: string }; output: { NamedQuery: NamedQuery } };
  CreateNamedQuery: {
    input: { Name: string; Description?: string; Database: string; QueryString: string };
    output: { NamedQueryId: string };
  };
  UpdateNamedQuery: {
    input: { NamedQueryId: string; Name: string; Description?: string; QueryString: string };
    output: object;
  };
  DeleteNamedQuery: { input: { NamedQueryId: string }; output: object };
};

/** Calls an operation of Athena: `await athena('StartQueryExecution', {...})`. */
export function athena<Name extends keyof AthenaOperations>(
  operation: Name,
  input: AthenaOperations[Name]['input'],
  signal?: AbortSignal,
): Promise<AthenaOperations[Name]['output']> {
  return call('AmazonAthena', operation, input, signal);
}

/** Whether an execution will not change any more. */
export function isFinal(state: QueryState): boolean {
  return state !== 'QUEUED' && state !== 'RUNNING';
}
