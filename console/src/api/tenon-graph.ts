import type { Edit } from '../model/edits';
import type { GraphNodes, Json, JsonObject } from '../model/graph';
import type { Column, NodeKinds } from '../model/kinds';
import type { Notes } from '../model/notes';
import type { RunReport } from '../model/run-report';
import type { NodeLineage } from '../model/table-lineage';
import { call } from './call';
import { ApiError } from './error';

/** The operations of the service Tenon that are about graphs and runs of visual jobs. */

export type Severity = 'ERROR' | 'WARNING' | 'UNKNOWN';

/** A way to mend a problem, for a button: nodes to be put in as given. */
export interface Fix {
  Title: string;
  Edits: Edit[];
}

export interface GraphProblem {
  NodeId: string;
  NodeName: string;
  Field?: string;
  Severity: Severity;
  Message: string;
  Fixes?: Fix[];
}

/** The columns that leave a node; of one with several tables, each has an entry of its own. */
export interface BoundNode {
  NodeId: string;
  Columns: Column[];
  Table?: string;
}

export interface PlanStep {
  Step: 'READ' | 'COMPUTE' | 'WRITE';
  Name: string;
  Title: string;
  Text: string;
  Predicate?: string;
}

export interface Explanation {
  Drawn: PlanStep[];
  Optimized: PlanStep[];
  Changes: string[];
}

/** One of the saved states of a job. */
export interface JobVersion {
  Version: number;
  /** Epoch seconds. */
  SavedOn: number;
  /** The id of the access key. */
  SavedBy?: string;
  /** The version that this one repeats. */
  RestoredFrom?: number;
}

export interface TenonGraphOperations {
  DescribeNodeKinds: { input: object; output: NodeKinds };
  ValidateGraph: {
    input: { CodeGenConfigurationNodes: GraphNodes };
    output: { Nodes: BoundNode[]; Problems: GraphProblem[] };
  };
  ExplainJob: {
    input: { CodeGenConfigurationNodes: GraphNodes };
    output: Explanation;
  };
  GetLineage: {
    input: { JobName: string; NodeId?: string };
    output: { Nodes: NodeLineage[] };
  };
  GetRunReport: {
    input: { JobName: string; RunId: string };
    output: { Report: RunReport };
  };
  ListJobVersions: {
    input: { JobName: string; NextToken?: string };
    output: { Versions: JobVersion[]; NextToken?: string };
  };
  GetJobVersion: {
    input: { JobName: string; Version: number };
    output: { Version: JobVersion; Job: JsonObject };
  };
  /** As they are, or as they were at a version. */
  GetJobNotes: {
    input: { JobName: string; Version?: number };
    output: { Notes: Json };
  };
  PutJobNotes: {
    input: { JobName: string; Notes: Notes };
    output: { JobName: string; Version: number };
  };
  RestoreJobVersion: {
    input: { JobName: string; Version: number };
    output: { JobName: string; Version: number };
  };
}

/** Calls an operation of the service Tenon that is about graphs. */
export function tenonGraph<Name extends keyof TenonGraphOperations>(
  operation: Name,
  input: TenonGraphOperations[Name]['input'],
  signal?: AbortSignal,
): Promise<TenonGraphOperations[Name]['output']> {
  return call('Tenon', operation, input, signal);
}

/** The message of an answer that says that the input is at fault, null for any other failure. */
export function refusalOf(error: unknown): string | null {
  return error instanceof ApiError && error.code === 'InvalidInputException' ? error.message : null;
}
