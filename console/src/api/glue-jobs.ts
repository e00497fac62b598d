/** Glue's visual jobs and their runs, with AWS's names. Times are epoch seconds. */

/** A graph as Glue stores it: node id to `{Kind: {Name, Inputs, ...}}`. */
export type GraphNodes = Record<string, Record<string, unknown>>;

export interface JobCommand {
  Name?: string;
  ScriptLocation?: string;
  PythonVersion?: string;
}

export interface JobUpdate {
  JobMode?: string;
  Description?: string;
  Role?: string;
  ExecutionProperty?: { MaxConcurrentRuns?: number };
  Command?: JobCommand;
  DefaultArguments?: Record<string, string>;
  MaxRetries?: number;
  Timeout?: number;
  GlueVersion?: string;
  WorkerType?: string;
  NumberOfWorkers?: number;
  CodeGenConfigurationNodes?: GraphNodes;
}

export interface Job extends JobUpdate {
  Name: string;
  CreatedOn?: number;
  LastModifiedOn?: number;
}

export type JobRunState =
  | 'STARTING'
  | 'RUNNING'
  | 'STOPPING'
  | 'STOPPED'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'TIMEOUT'
  | 'ERROR'
  | 'WAITING'
  | 'EXPIRED';

export interface JobRun {
  Id: string;
  Attempt?: number;
  JobName: string;
  TriggerName?: string;
  JobRunState: JobRunState;
  StartedOn?: number;
  LastModifiedOn?: number;
  CompletedOn?: number;
  /** Seconds. */
  ExecutionTime?: number;
  Arguments?: Record<string, string>;
  ErrorMessage?: string;
  Timeout?: number;
  MaxCapacity?: number;
  NumberOfWorkers?: number;
  WorkerType?: string;
  GlueVersion?: string;
  LogGroupName?: string;
}

/** How far the runs of a job have read its sources. */
export interface JobBookmarkEntry {
  JobName?: string;
  Version?: number;
  Run?: number;
  Attempt?: number;
  PreviousRunId?: string;
  RunId?: string;
  /** JSON. */
  JobBookmark?: string;
}

interface Page {
  NextToken?: string;
  MaxResults?: number;
}

export type JobOperations = {
  GetJobs: { input: Page; output: { Jobs: Job[]; NextToken?: string } };
  GetJob: { input: { JobName: string }; output: { Job: Job } };
  CreateJob: { input: JobUpdate & { Name: string }; output: { Name: string } };
  UpdateJob: { input: { JobName: string; JobUpdate: JobUpdate }; output: { JobName: string } };
  DeleteJob: { input: { JobName: string }; output: { JobName: string } };
  StartJobRun: {
    input: { JobName: string; Arguments?: Record<string, string>; JobRunId?: string };
    output: { JobRunId: string };
  };
  GetJobRun: { input: { JobName: string; RunId: string }; output: { JobRun: JobRun } };
  GetJobRuns: {
    input: { JobName: string } & Page;
    output: { JobRuns: JobRun[]; NextToken?: string };
  };
  GetJobBookmark: {
    input: { JobName: string };
    output: { JobBookmarkEntry?: JobBookmarkEntry };
  };
  ResetJobBookmark: {
    input: { JobName: string };
    output: { JobBookmarkEntry?: JobBookmarkEntry };
  };
  BatchStopJobRun: {
    input: { JobName: string; JobRunIds: string[] };
    output: {
      SuccessfulSubmissions?: { JobName: string; JobRunId: string }[];
      Errors?: { JobRunId: string; ErrorDetail: { ErrorCode?: string; ErrorMessage?: string } }[];
    };
  };
};
