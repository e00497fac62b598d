import { describe, expect, it } from 'vitest';

// Every call of the console that changes something, by the file that makes it, and the file where
// "Show as CLI call" has it.

const SOURCES = import.meta.glob<string>('./**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const VERBS = /^(Create|Update|Delete|Put|Start|Stop|BatchStop|Restore|Import|Export|Reset)/;

/** The functions of api/s3 and its like that change something, as calls or commands of the CLI. */
const FUNCTIONS = new Map([
  ['createBucket', 'CreateBucket'],
  ['deleteBucket', 'DeleteBucket'],
  ['createFolder', 'PutObject'],
  ['copyObject', "'s3', 'mv'"],
  ['deleteObjects', "'s3', 'rm'"],
  ['uploadFile', "'s3', 'cp'"],
  ['exportQueryResults', 'ExportQueryResults'],
  ['startUploads', "'s3', 'cp'"],
]);

/** Where the same call is shown; what is not named here is shown where it is made. */
const SHOWN: Record<string, string> = {
  'catalog/AddTablePage.tsx CreateTable': 'catalog/ReviewTable.tsx',
  'editor/use-job-actions.ts CreateJob': 'editor/calls.ts',
  'editor/use-job-actions.ts UpdateJob': 'editor/calls.ts',
  'editor/use-job-actions.ts StartJobRun': 'editor/calls.ts',
  'editor/use-job-actions.ts BatchStopJobRun': 'editor/calls.ts',
  'editor/use-job-actions.ts ExportJob': 'editor/calls.ts',
  'editor/use-job-actions.ts PutJobNotes': 'editor/calls.ts',
  'editor/versions/use-versions.ts RestoreJobVersion': 'editor/versions/VersionsTable.tsx',
  'jobs/start-job.tsx StartJobRun': 'jobs/JobsPage.tsx',
  'query/DownloadResult.tsx ExportQueryResults': 'query/calls.ts',
  'query/QueryPanel.tsx StartQueryExecution': 'query/calls.ts',
  'query/QueryPanel.tsx StopQueryExecution': 'query/calls.ts',
  'query/SaveQuery.tsx UpdateNamedQuery': 'query/calls.ts',
  "s3/uploads.ts 's3', 'cp'": 's3/UploadPage.tsx',
};

/** A part of another action, or a question about what somebody has typed. */
const PART: Record<string, string> = {
  'home/BringTile.tsx ImportJob': 'tenon job import does it, then calls CreateJob',
  'jobs/CloneJob.tsx PutJobNotes': 'takes the notes along, which other clients of Glue do not see',
  'jobs/UploadJobPage.tsx ImportJob': 'reads what was typed; the button calls CreateJob',
  "s3/RenameEntry.tsx 's3', 'rm'": 'aws s3 mv copies, then deletes',
};

interface Action {
  file: string;
  call: string;
}

function actionsOf(file: string, source: string): Action[] {
  const operations = [...source.matchAll(/\b(?:glue|athena|tenon|tenonGraph)\(\s*'(\w+)'/g)]
    .map(([, name = '']) => name)
    .filter(name => VERBS.test(name));
  const functions = [...source.matchAll(/\b(\w+)\(/g)]
    .filter(({ index }) => !source.slice(0, index).endsWith('function '))
    .flatMap(([, name = '']) => FUNCTIONS.get(name) ?? []);
  return [...new Set([...operations, ...functions])].map(call => ({ file, call }));
}

function shows(file: string, call: string): boolean {
  const source = SOURCES[`./${file}`] ?? '';
  return call.startsWith("'")
    ? source.includes(`command: ['aws', ${call}`)
    : source.includes(`operation: '${call}'`);
}

const actions = Object.entries(SOURCES)
  .filter(([path]) => !path.endsWith('.test.ts'))
  .flatMap(([path, source]) => actionsOf(path.slice(2), source));

describe('"Show as CLI call"', () => {
  it.each(actions)('has $call of $file', ({ file, call }) => {
    const name = `${file} ${call}`;
    if (name in PART) return;
    expect(shows(SHOWN[name] ?? file, call)).toBe(true);
  });

  it('knows of no action that is not there', () => {
    const names = actions.map(({ file, call }) => `${file} ${call}`);
    for (const name of [...Object.keys(SHOWN), ...Object.keys(PART)]) expect(names).toContain(name);
    expect(names.length).toBeGreaterThan(40);
  });
});
