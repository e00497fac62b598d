import type { Page } from '@playwright/test';
import { call, expect, expectAccessible, put, test } from './fixtures';

const GRAPH = {
  'node-1': {
    S3CsvSource: {
      Name: 'Amazon S3',
      Paths: ['s3://lake/users/'],
      Separator: 'comma',
      QuoteChar: 'quote',
      Multiline: false,
      WithHeader: true,
    },
  },
  'node-2': {
    S3GlueParquetTarget: {
      Name: 'Target',
      Inputs: ['node-1'],
      Path: 's3://lake/out/',
      Compression: 'snappy',
    },
  },
};

const job = (Name: string, nodes: object = GRAPH) => ({
  Name,
  Role: 'arn:aws:iam::000000000000:role/Glue',
  JobMode: 'VISUAL',
  Command: { Name: 'glueetl', ScriptLocation: 's3://lake/scripts/etl.py' },
  CodeGenConfigurationNodes: nodes,
});

async function makeBucket(page: Page): Promise<void> {
  await put(page, 'lake');
  await put(page, 'lake/users/users.csv', 'name,country\nada,ES\ngrace,FR\n');
}

async function openJobs(page: Page): Promise<void> {
  // In the navigation, or above the editor, where the navigation is closed.
  await page.getByRole('link', { name: 'ETL jobs' }).first().click();
  await expect(page.getByRole('heading', { name: /^ETL jobs/, level: 1 })).toBeVisible();
}

async function choose(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('radio', { name: `Select ${name}`, exact: true }).check();
  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('a job is uploaded, run, cloned and deleted', async ({ console: page }) => {
  test.setTimeout(180_000);
  await makeBucket(page);
  await openJobs(page);
  await expect(page.getByText('No jobs')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Create job' }).click();
  await page.getByRole('menuitem', { name: /^Upload/ }).click();
  await expect(page.getByRole('heading', { name: 'Upload job' })).toBeVisible();
  await page.getByRole('button', { name: 'Create job' }).click();
  await expect(page.getByText('Choose a file or paste JSON')).toBeVisible();
  await page.getByLabel('Or paste the JSON').fill('{"no": "job"}');
  await expect(page.getByText('This cannot be read as a job')).toBeVisible();
  await expectAccessible(page);

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose file' }).click();
  await (
    await chooser
  ).setFiles({
    name: 'etl.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ Job: { ...job('etl'), CreatedOn: 1 } })),
  });
  await expect(page.getByText('A job of the API, 2 nodes')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create job' }).click();
  await expect(page).toHaveURL(/\/jobs\/etl/);

  await openJobs(page);
  await expect(page.getByRole('row', { name: /etl.*Visual ETL.*No runs/ })).toBeVisible();
  await page.getByRole('radio', { name: 'Select etl' }).check();
  await page.getByRole('button', { name: 'Run job' }).click();
  await expect(page.getByText('Started job etl').first()).toBeVisible();
  await expect(page.getByRole('row', { name: /etl.*Succeeded/ })).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);

  await choose(page, 'etl', 'Show as CLI call');
  await expect(page.getByText('aws glue start-job-run --job-name etl')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

  await choose(page, 'etl', 'Clone job');
  await expect(page.getByLabel('Name of the clone')).toHaveValue('etl-copy');
  await page.getByLabel('Name of the clone').fill('etl');
  await page.getByRole('dialog').getByRole('button', { name: 'Clone' }).click();
  await expect(page.getByText('There is a job with this name')).toBeVisible();
  await page.getByLabel('Name of the clone').fill('nightly');
  await page.getByRole('dialog').getByRole('button', { name: 'Clone' }).click();
  await expect(page.getByText('Created job nightly').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'nightly', exact: true })).toBeVisible();

  await page.getByRole('searchbox', { name: 'Find jobs' }).fill('night');
  await expect(page.getByRole('link', { name: 'etl', exact: true })).toHaveCount(0);
  expect(page.url()).toContain('q=night');

  await choose(page, 'nightly', 'Delete job');
  const confirm = page.getByRole('dialog', { name: 'Delete job nightly?' });
  await expect(confirm.getByRole('button', { name: 'Delete' })).toBeDisabled();
  await confirm.getByLabel('Confirmation').fill('delete');
  await expectAccessible(page);
  await confirm.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Deleted job nightly').first()).toBeVisible();
  await expect(page.getByText('No matches')).toBeVisible();
});

test('runs of all jobs are counted, drawn, filtered, opened and stopped', async ({
  console: page,
}) => {
  test.setTimeout(180_000);
  await makeBucket(page);
  await page.getByRole('link', { name: 'Job run monitoring' }).click();
  await expect(page.getByText('No runs in this range of time').first()).toBeVisible();
  await expect(page.getByText('No run has ended')).toBeVisible();
  await expectAccessible(page);

  const broken = structuredClone(GRAPH);
  broken['node-1'].S3CsvSource.Paths = ['s3://lake/nothing-here/'];
  await call(page, 'AWSGlue.CreateJob', job('good'));
  await call(page, 'AWSGlue.CreateJob', job('bad', broken));
  for (const JobName of ['good', 'bad', 'good']) {
    await call(page, 'AWSGlue.StartJobRun', { JobName });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByText('Running', { exact: true }).nth(1)).toHaveCount(0, {
      timeout: 20_000,
    });
  }
  await expect(page.getByRole('button', { name: /^Total: 3 runs/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Success: 2 runs/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Failed: 1 run,/ })).toBeVisible();
  await expect(page.getByText('66.6%')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: /^Failed: 1 run,/ }).click();
  expect(page.url()).toContain('outcome=failed');
  await expect(page.getByRole('link', { name: 'good' })).toHaveCount(0);
  await page.getByRole('radio').first().check();
  await expect(page.getByRole('button', { name: 'Stop run' })).toBeDisabled();
  await page.getByRole('button', { name: /^Total: 3 runs/ }).click();
  await expect(page.getByRole('link', { name: 'good' })).toHaveCount(2);

  await filterRuns(page);

  await page
    .getByRole('link', { name: /^Open run/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/jobs\/good\?tab=runs&run=jr_/);
});

async function filterRuns(page: Page): Promise<void> {
  const filter = page.getByRole('combobox', { name: /^Find runs by/ });
  await filter.fill('Job name = bad');
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).searchParams.getAll('where')).toEqual(['job=bad']);
  await expect(page.getByRole('link', { name: 'bad' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'good' })).toHaveCount(0);
  await filter.fill('Type = Script');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No matches')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/monitoring?where=type=visual&where=status=SUCCEEDED');
  await expect(page.getByRole('link', { name: 'good' })).toHaveCount(2);
  await expect(page.getByText('Run status = Succeeded')).toBeVisible();
  await page.goto('/monitoring?where=attempt>5');
  await page.getByRole('button', { name: 'Clear filter', exact: true }).click();
  await expect(page.getByRole('link', { name: 'bad' })).toBeVisible();
}

test('runs are shown of a range of time, by its length or its dates', async ({ console: page }) => {
  await makeBucket(page);
  await call(page, 'AWSGlue.CreateJob', job('etl'));
  await call(page, 'AWSGlue.StartJobRun', { JobName: 'etl' });
  await page.goto('/monitoring');
  await expect(page.getByRole('button', { name: /^Total: 1 run,/ })).toBeVisible();
  const range = page.getByRole('button', { name: /^Range of time/ });
  const dialog = page.getByRole('dialog', { name: /range/i });
  await range.click();
  await dialog.getByRole('radio', { name: 'Last hour' }).check();
  await dialog.getByRole('button', { name: 'Apply' }).click();
  expect(page.url()).toContain('range=1-hour');
  await expect(page.getByRole('button', { name: /^Total: 1 run,/ })).toBeVisible();
  await range.click();
  await dialog.getByRole('button', { name: 'Absolute mode' }).click();
  await dialog.getByLabel('Start date').fill('2020/01/01');
  await dialog.getByLabel('End date').fill('2019/12/01');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(dialog.getByText('The end has to be after the beginning').first()).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('End date').fill('2020/01/31');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('button', { name: /^Total: 0 runs/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: /^Total: 0 runs/ })).toBeVisible();
  await expect(range).toContainText('January 1, 2020');
  await expectAccessible(page);
});

test('what a run has written is queried', async ({ console: page }) => {
  await makeBucket(page);
  await call(page, 'AWSGlue.CreateJob', job('etl'));
  const { JobRunId } = (await call(page, 'AWSGlue.StartJobRun', { JobName: 'etl' })) as {
    JobRunId: string;
  };
  await page.goto(`/jobs/etl?tab=runs&run=${JobRunId}`);
  await expect(page.getByText('Succeeded').first()).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Show on the canvas' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Query the result' })).toHaveCount(0);

  await call(page, 'AWSGlue.CreateDatabase', { DatabaseInput: { Name: 'gold' } });
  await call(page, 'AWSGlue.CreateTable', {
    DatabaseName: 'gold',
    TableInput: {
      Name: 'users',
      Parameters: { classification: 'parquet' },
      StorageDescriptor: { Location: 's3://lake/out', Columns: [{ Name: 'name', Type: 'string' }] },
    },
  });
  await page.reload();
  await page.getByRole('button', { name: 'Query the result' }).click();
  await expect(page.getByText('SELECT * FROM gold.users LIMIT 10')).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save and run' }).click();
  const rows = page.getByRole('table', { name: 'Rows of the result' });
  await expect(rows.getByRole('cell', { name: 'grace' })).toBeVisible();
});

test('a run is stopped from the board', async ({ console: page }) => {
  await makeBucket(page);
  const slow = {
    ...GRAPH,
    'node-3': {
      SparkSQL: {
        Name: 'SQL Query',
        Inputs: ['node-1'],
        SqlQuery:
          'SELECT count(*) AS n FROM range(1000000) a CROSS JOIN range(1000000) b CROSS JOIN users',
        SqlAliases: [{ From: 'node-1', Alias: 'users' }],
        OutputSchemas: [{ Columns: [{ Name: 'n', Type: 'bigint' }] }],
      },
    },
    'node-2': {
      S3GlueParquetTarget: { ...GRAPH['node-2'].S3GlueParquetTarget, Inputs: ['node-3'] },
    },
  };
  await call(page, 'AWSGlue.CreateJob', job('slow', slow));
  await call(page, 'AWSGlue.StartJobRun', { JobName: 'slow' });
  await page.getByRole('link', { name: 'Job run monitoring' }).click();
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Stop run' }).click();
  await expect(page.getByText('Asked the run of slow to stop').first()).toBeVisible();
  await expect(page.getByRole('row', { name: /slow.*Stopped/ })).toBeVisible({ timeout: 20_000 });
});
