import { glue } from '../../api/glue';
import { createBucket } from '../../api/s3';
import { s3 } from '../../api/s3-request';
import { errorCode } from '../../api/error';
import { newJob } from '../../model/job';
import { SAMPLE, sampleGraph, sampleTableInput, sampleTables } from '../../model/sample';
import type { JobUpdate } from '../../api/glue-jobs';
import { unlessThere } from './exists';

/** Makes the sample's files, tables and job, unless the job is there. Returns the job's name. */
export async function makeSample(account: string, region: string): Promise<string> {
  if (await jobExists(SAMPLE.job)) return SAMPLE.job;
  const bucket = SAMPLE.bucket(account);
  await unlessThere(() => createBucket(bucket));
  await unlessThere(() => glue('CreateDatabase', { DatabaseInput: { Name: SAMPLE.database } }));
  for (const table of sampleTables()) {
    const body = `${table.lines.join('\n')}\n`;
    const headers = { 'Content-Type': 'text/csv' };
    await s3({ method: 'PUT', bucket, key: table.key, headers, body });
    await unlessThere(() =>
      glue('CreateTable', {
        DatabaseName: SAMPLE.database,
        TableInput: sampleTableInput(bucket, table),
      }),
    );
  }
  await unlessThere(() =>
    glue('CreateJob', {
      ...(newJob(account, region) as unknown as JobUpdate),
      Name: SAMPLE.job,
      CodeGenConfigurationNodes: sampleGraph(bucket),
    }),
  );
  return SAMPLE.job;
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
