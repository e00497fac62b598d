import { glue } from '../../api/glue';
import { createBucket } from '../../api/s3';
import { s3 } from '../../api/s3-request';
import { errorCode } from '../../api/error';
import type { CliCall } from '../../model/cli';
import { newJob } from '../../model/job';
import type { NewJob } from '../../model/job-upload';
import { baseName, s3Uri } from '../../model/s3-uri';
import {
  SAMPLE,
  sampleGraph,
  sampleTableInput,
  sampleTables,
  type SampleTable,
} from '../../model/sample';
import type { JobUpdate } from '../../api/glue-jobs';
import { unlessThere } from './exists';

/** Makes the sample's files, tables and job, unless the job is there. Returns the job's name. */
export async function makeSample(account: string, region: string): Promise<string> {
  if (await jobExists(SAMPLE.job)) return SAMPLE.job;
  const bucket = SAMPLE.bucket(account);
  await unlessThere(() => createBucket(bucket));
  await unlessThere(() => glue('CreateDatabase', DATABASE));
  for (const table of sampleTables()) {
    const body = `${table.lines.join('\n')}\n`;
    const headers = { 'Content-Type': 'text/csv' };
    await s3({ method: 'PUT', bucket, key: table.key, headers, body });
    await unlessThere(() => glue('CreateTable', tableInput(bucket, table)));
  }
  await unlessThere(() => glue('CreateJob', jobInput(account, region)));
  return SAMPLE.job;
}

/** The same as calls. */
export function callsOf(account: string, region: string): CliCall[] {
  const bucket = SAMPLE.bucket(account);
  return [
    { service: 's3api', operation: 'CreateBucket', input: { Bucket: bucket } },
    { service: 'glue', operation: 'CreateDatabase', input: DATABASE },
    ...sampleTables().flatMap((table): CliCall[] => [
      { command: ['aws', 's3', 'cp', baseName(table.key), s3Uri({ bucket, key: table.key })] },
      { service: 'glue', operation: 'CreateTable', input: tableInput(bucket, table) },
    ]),
    { service: 'glue', operation: 'CreateJob', input: jobInput(account, region) },
  ];
}

const DATABASE = { DatabaseInput: { Name: SAMPLE.database } };

function tableInput(bucket: string, table: SampleTable) {
  return { DatabaseName: SAMPLE.database, TableInput: sampleTableInput(bucket, table) };
}

function jobInput(account: string, region: string): NewJob {
  return {
    ...(newJob(account, region) as unknown as JobUpdate),
    Name: SAMPLE.job,
    CodeGenConfigurationNodes: sampleGraph(SAMPLE.bucket(account)),
  };
}

async function jobExists(name: string): Promise<boolean> {
  try {
    await glue('GetJob', { JobName: name });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EntityNotFoundException') return false;
    throw error;
  }
}
