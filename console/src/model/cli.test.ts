import { describe, expect, it } from 'vitest';
import { cliLine, cliText, kebab, shellWord } from './cli';

describe('the names of the aws CLI', () => {
  it.each([
    ['GetTableVersions', 'get-table-versions'],
    ['SQLQuery', 'sql-query'],
    ['MaxResults', 'max-results'],
    ['Bucket', 'bucket'],
  ])('%s is %s', (name, expected) => expect(kebab(name)).toBe(expected));
});

describe('a word of a shell', () => {
  it.each([
    ['landing_zone_db', 'landing_zone_db'],
    ['s3://bucket/a/b.csv', 's3://bucket/a/b.csv'],
    ['two words', `'two words'`],
    [`it's`, `'it'\\''s'`],
    ['', `''`],
    ['$HOME', `'$HOME'`],
  ])('%j is written %s', (word, expected) => expect(shellWord(word)).toBe(expected));
});

describe('a call as a line of the aws CLI', () => {
  it('has structures as JSON and leaves out what is not set', () =>
    expect(
      cliLine({
        service: 'glue',
        operation: 'CreateDatabase',
        input: { DatabaseInput: { Name: 'db' }, CatalogId: undefined },
      }),
    ).toBe(`aws glue create-database --database-input '{"Name":"db"}'`));

  it('has booleans as switches', () =>
    expect(
      cliLine({
        service: 's3api',
        operation: 'X',
        input: { Bucket: 'b', Quiet: true, Fast: false },
      }),
    ).toBe('aws s3api x --bucket b --quiet --no-fast'));

  it('may be another command', () =>
    expect(cliLine({ command: ['aws', 's3', 'cp', 'a file', 's3://b/k'] })).toBe(
      `aws s3 cp 'a file' s3://b/k`,
    ));

  it('is signed by curl where the CLI does not know the service', () =>
    expect(
      cliLine({
        service: 'tenon',
        operation: 'RestoreJobVersion',
        input: { JobName: "it's", Version: 1 },
      }),
    ).toBe(
      'curl --aws-sigv4 "aws:amz:$AWS_REGION:tenon" ' +
        '--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" ' +
        "-H 'Content-Type: application/x-amz-json-1.1' " +
        "-H 'X-Amz-Target: Tenon.RestoreJobVersion' " +
        `-d '{"JobName":"it'\\''s","Version":1}' "$AWS_ENDPOINT_URL"`,
    ));

  it('stands under the name of its action', () =>
    expect(
      cliText([
        { action: 'Run', service: 'glue', operation: 'StartJobRun', input: { JobName: 'a' } },
        { command: ['aws', 's3', 'ls'] },
      ]),
    ).toBe('# Run\naws glue start-job-run --job-name a\naws s3 ls'));
});
