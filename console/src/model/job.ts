import type { GraphNodes, Json, JsonObject } from './graph';
import { sameJson } from './difference';
import type { Positions } from './layout';
import type { Notes } from './notes';

/** All that the editor edits: the graph, where its nodes stand, its notes, and the rest of the job. */
export interface JobDocument {
  nodes: GraphNodes;
  positions: Positions;
  notes: Notes;
  /** The job as CreateJob takes it, without its graph. */
  job: JsonObject;
}

/** What GetJob adds to what was created. */
const ANSWERED = [
  'CreatedOn',
  'LastModifiedOn',
  'ProfileName',
  'AllocatedCapacity',
  'MaxCapacity',
  'CodeGenConfigurationNodes',
];

export const UNTITLED = 'Untitled job';

/** A visual job as the editor starts it; with Glue Studio's own defaults. */
export function newJob(account: string, region: string): JsonObject {
  return {
    Name: UNTITLED,
    Role: `arn:aws:iam::${account}:role/AWSGlueServiceRole`,
    JobMode: 'VISUAL',
    Command: {
      Name: 'glueetl',
      ScriptLocation: `s3://aws-glue-assets-${account}-${region}/scripts/${UNTITLED}.py`,
      PythonVersion: '3',
    },
    DefaultArguments: {
      '--job-language': 'python',
      '--job-bookmark-option': 'job-bookmark-disable',
      '--enable-metrics': 'true',
    },
    ExecutionProperty: { MaxConcurrentRuns: 1 },
    GlueVersion: '5.0',
    WorkerType: 'G.1X',
    NumberOfWorkers: 10,
    MaxRetries: 0,
    Timeout: 480,
  };
}

/** The part of GetJob's answer that CreateJob and UpdateJob take. */
export function editableJob(answer: JsonObject): JsonObject {
  return cleaned(without(answer, ANSWERED));
}

function without(job: JsonObject, names: string[]): JsonObject {
  return Object.fromEntries(Object.entries(job).filter(([name]) => !names.includes(name)));
}

/** What is empty is left out: the API takes no nulls. */
function cleaned(job: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(job).filter(([, value]) => value !== '' && value !== null),
  );
}

export function createJobInput(document: JobDocument): JsonObject {
  return { ...cleaned(document.job), CodeGenConfigurationNodes: document.nodes as Json };
}

export function updateJobInput(document: JobDocument): { JobName: string; JobUpdate: JsonObject } {
  return {
    JobName: String(document.job.Name),
    JobUpdate: {
      ...without(cleaned(document.job), ['Name', 'Tags']),
      CodeGenConfigurationNodes: document.nodes as Json,
    },
  };
}

/** Whether what is saved is the same; places are not saved with a job. */
export function sameDocument(a: JobDocument, b: JobDocument): boolean {
  return (
    a === b ||
    (sameJson(a.nodes as Json, b.nodes as Json) &&
      sameJson(a.job, b.job) &&
      sameNotes(a.notes, b.notes))
  );
}

export function sameNotes(a: Notes, b: Notes): boolean {
  return a === b || sameJson(a as unknown as Json, b as unknown as Json);
}

export const GLUE_VERSIONS = ['5.1', '5.0', '4.0', '3.0'];
export const WORKER_TYPES = ['G.1X', 'G.2X', 'G.4X', 'G.8X', 'G.12X', 'G.16X', 'G.025X'];
export const BOOKMARK = '--job-bookmark-option';
export const BOOKMARKS = [
  'job-bookmark-disable',
  'job-bookmark-enable',
  'job-bookmark-pause',
] as const;

/** The job under another name; the place of its script follows as long as it is named after it. */
export function withName(job: JsonObject, name: string): JsonObject {
  const command = job.Command;
  const old = `/${String(job.Name)}.py`;
  if (
    typeof command !== 'object' ||
    command === null ||
    Array.isArray(command) ||
    typeof command.ScriptLocation !== 'string' ||
    !command.ScriptLocation.endsWith(old)
  ) {
    return { ...job, Name: name };
  }
  const ScriptLocation = `${command.ScriptLocation.slice(0, -old.length)}/${name}.py`;
  return { ...job, Name: name, Command: { ...command, ScriptLocation } };
}
