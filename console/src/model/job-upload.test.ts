import { describe, expect, test } from 'vitest';
import { cloneName, newJobOf, readUploadedJob } from './job-upload';

describe('An uploaded file', () => {
  test('is a job of Glue Studio by its parts', () => {
    const document = { jobConfig: { name: 'etl' }, dag: {} };
    expect(readUploadedJob(JSON.stringify(document))).toEqual({ kind: 'studio', document });
  });

  test.each([
    ['as CreateJob takes it', { Name: 'etl', Role: 'r' }],
    ['as GetJob answers it', { Job: { Name: 'etl', Role: 'r', CreatedOn: 1 } }],
  ])('is a job of the API, %s', (_, value) => {
    expect(readUploadedJob(JSON.stringify(value))).toEqual({
      kind: 'api',
      job: { Name: 'etl', Role: 'r' },
    });
  });

  test.each(['', '[]', '7', '{}', '{"Job": {}}', '{"Name": ""}', '{"Name": 7}'])(
    '%j is no job, and says so',
    text => expect(readUploadedJob(text).kind).toBe('fault'),
  );
});

test('A clone has what CreateJob takes, and no more', () => {
  const job = {
    Name: 'etl',
    Role: 'r',
    CreatedOn: 1,
    LastModifiedOn: 2,
    AllocatedCapacity: 10,
    MaxCapacity: 10,
    WorkerType: 'G.1X',
    NumberOfWorkers: 10,
  };
  expect(newJobOf(job, 'etl-copy')).toEqual({
    Name: 'etl-copy',
    Role: 'r',
    WorkerType: 'G.1X',
    NumberOfWorkers: 10,
  });
  expect(newJobOf({ Name: 'py', ...{ MaxCapacity: 1 } }, 'b')).toEqual({
    Name: 'b',
    MaxCapacity: 1,
  });
});

test('The name of a clone is free', () => {
  expect(cloneName('etl', ['etl'])).toBe('etl-copy');
  expect(cloneName('etl', ['etl', 'etl-copy', 'etl-copy-2'])).toBe('etl-copy-3');
});
