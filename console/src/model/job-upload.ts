import type { Job, JobUpdate } from '../api/glue-jobs';
import type { StudioJob } from '../api/tenon';

/** What CreateJob takes. */
export type NewJob = JobUpdate & { Name: string };

/** What a text that somebody uploads is. */
export type UploadedJob =
  | { kind: 'studio'; document: StudioJob }
  | { kind: 'api'; job: NewJob }
  | { kind: 'fault'; message: string };

type Fields = Record<string, unknown>;

/**
 * Reads a job: as Glue Studio downloads it (jobConfig and dag), as GetJob answers it, or as CreateJob
 * takes it.
 */
export function readUploadedJob(text: string): UploadedJob {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'fault', message: error instanceof Error ? error.message : String(error) };
  }
  if (!isFields(value)) return { kind: 'fault', message: 'The file has no JSON object' };
  if ('jobConfig' in value && 'dag' in value) return { kind: 'studio', document: value };
  const job = isFields(value['Job']) ? value['Job'] : value;
  if (typeof job['Name'] !== 'string' || job['Name'] === '') {
    return {
      kind: 'fault',
      message: 'This is neither a job of Glue Studio (jobConfig, dag) nor one of the API (Name)',
    };
  }
  return { kind: 'api', job: newJobOf(job as unknown as Job, job['Name']) };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// What GetJob answers beside what CreateJob takes. AllocatedCapacity and MaxCapacity follow from the
// workers, and may not be given together with them.
const ANSWERED = ['CreatedOn', 'LastModifiedOn', 'ProfileName', 'AllocatedCapacity'];

/** A job that is there as one to create, under another name. */
export function newJobOf(job: Job, name: string): NewJob {
  const fields = Object.entries(job).filter(
    ([field, value]) =>
      value !== null &&
      !ANSWERED.includes(field) &&
      !(field === 'MaxCapacity' && job.WorkerType !== undefined),
  );
  return { ...(Object.fromEntries(fields) as JobUpdate), Name: name };
}

/** A name for a clone that none of these jobs has: "etl-copy", "etl-copy-2", ... */
export function cloneName(name: string, taken: readonly string[]): string {
  const first = `${name}-copy`;
  let candidate = first;
  for (let number = 2; taken.includes(candidate); ++number) candidate = `${first}-${number}`;
  return candidate;
}
