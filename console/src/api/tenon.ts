import { call } from './call';
import type { GraphNodes, JobUpdate } from './glue-jobs';

/** The service `Tenon`: what a visual editor needs and AWS has no public operation for. */

export interface TypedColumn {
  Name: string;
  Type: string;
}

/** What was read for an answer, in numbers and in a sentence. */
export interface SourceRead {
  NodeId: string;
  Files: number;
  Bytes: number;
  Rows: number;
  All: boolean;
  Text: string;
}

export interface ColumnSummary {
  Name: string;
  Nulls: number;
  Distinct: number;
  Min?: string;
  Max?: string;
}

export interface ColumnDetail {
  Name: string;
  TopValues: { Value?: string; Rows: number }[];
  Quantiles: { Fraction: number; Value: string }[];
  Histogram: { Low: number; High: number; Rows: number }[];
}

/** A field of a row as text; lists, maps and structs are JSON. */
export type Cell = string | null;

export interface Preview {
  Columns: TypedColumn[];
  Rows?: Cell[][];
  AllRows?: boolean;
  Read: SourceRead[];
  Summary?: { Rows: number; Columns: ColumnSummary[] };
  Detail?: { SampledRows: number; Columns: ColumnDetail[] };
  Notes: string[];
}

export interface Edit {
  NodeId: string;
  Node: Record<string, unknown>;
}

export interface Problem {
  NodeId: string;
  NodeName: string;
  Field?: string;
  Message: string;
  /** ERROR: the job cannot run so. WARNING: it runs, and does what the message says. */
  Severity: 'ERROR' | 'WARNING' | 'UNKNOWN';
  Fixes?: { Title: string; Edits: Edit[] }[];
}

/** A job as Glue Studio downloads and uploads it. */
export type StudioJob = Record<string, unknown>;

export type TenonOperations = {
  PreviewNode: {
    input: {
      CodeGenConfigurationNodes: GraphNodes;
      NodeId: string;
      Table?: string;
      SessionId?: string;
      MaxRows?: number;
      Summary?: boolean;
      Detail?: boolean;
      TimeoutSeconds?: number;
    };
    output: Preview;
  };
  InferSchema: {
    input: { CodeGenConfigurationNodes: GraphNodes; NodeId: string };
    output: {
      Columns?: TypedColumn[];
      Tables?: { Name: string; Columns: TypedColumn[] }[];
      Problems: Problem[];
    };
  };
  ImportJob: {
    input: { Document: StudioJob };
    output: { Job: JobUpdate & { Name: string }; Warnings: string[] };
  };
  ExportJob: {
    input: { JobName: string; Original?: StudioJob };
    output: { Document: StudioJob };
  };
};

/** Calls an operation of the service Tenon. */
export function tenon<Name extends keyof TenonOperations>(
  operation: Name,
  input: TenonOperations[Name]['input'],
  signal?: AbortSignal,
): Promise<TenonOperations[Name]['output']> {
  return call('Tenon', operation, input, signal);
}
