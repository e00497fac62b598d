import { call, expect, expectAccessible, test } from './fixtures';

test('the sample job is made, opened and run', async ({ console: page }) => {
  await expect(page.getByText('No job has run yet')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Open sample job' }).click();
  await expect(page).toHaveURL(/\/jobs\/sample-join/);
  await call(page, 'AWSGlue.StartJobRun', { JobName: 'sample-join' });
  await page.getByRole('link', { name: 'Tenon' }).first().click();
  await expect(page.getByRole('row', { name: /sample-join.*Succeeded/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Open sample job' }).click();
  await expect(page).toHaveURL(/\/jobs\/sample-join/);
});

test('a file becomes a table with its rows in sight', async ({ console: page }) => {
  const choose = async (name: string, text: string) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose file' }).first().click();
    await (await chooser).setFiles({ name, mimeType: '', buffer: Buffer.from(text) });
  };
  await choose('notes.pdf', 'x');
  await expect(page.getByText('notes.pdf is no CSV, JSON or Parquet file')).toBeVisible();
  await choose('Sales 2026.csv', 'id,amount\n1,2.50\n2,7.25\n');
  await expect(page.getByRole('textbox', { name: 'Table' })).toHaveValue('sales_2026');
  await expect(page.getByLabel('The first line has the names of the columns')).toBeChecked();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create table' }).click();
  await expect(page.getByRole('cell', { name: '7.25' })).toBeVisible({ timeout: 20_000 });
  await expect(page).toHaveURL(/\/catalog\/tables\/view\/uploads\/sales_2026/);
  await page.getByRole('tab', { name: 'Schema' }).click();
  await expect(page.getByRole('rowheader', { name: 'amount' })).toBeVisible();
});

test('a job is brought from AWS as text', async ({ console: page }) => {
  await page.getByRole('button', { name: 'Paste JSON' }).click();
  const document = page.getByLabel('Job as JSON');
  await document.fill('{}');
  await page.getByRole('button', { name: 'Create job' }).click();
  await expect(page.getByText(/neither a job of Glue Studio/).first()).toBeVisible();
  await expectAccessible(page);
  const job = {
    Job: {
      Name: 'brought',
      Role: 'arn:aws:iam::000000000000:role/r',
      Command: { Name: 'glueetl', ScriptLocation: 's3://b/s.py' },
      CodeGenConfigurationNodes: {
        'node-1': {
          S3CsvSource: { Name: 'A', Paths: ['s3://b/'], Separator: 'comma', QuoteChar: 'quote' },
        },
      },
    },
  };
  await document.fill(JSON.stringify(job));
  await page.getByRole('button', { name: 'Create job' }).click();
  await expect(page).toHaveURL(/\/jobs\/brought/);
});

test('settings show the key by its id, and change the looks', async ({ console: page, server }) => {
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { name: 'Access key' })).toBeVisible();
  await expect(page.getByRole('main').getByText(server.keys.id)).toBeVisible();
  await expect(page.getByText(server.keys.secret)).toHaveCount(0);
  await page.getByRole('button', { name: 'Dark' }).click();
  await page.getByRole('button', { name: 'Compact' }).click();
  await expectAccessible(page);
});

test('the console can be read on a telephone', async ({ console: page }) => {
  await page.setViewportSize({ width: 400, height: 800 });
  for (const path of ['/', '/s3', '/catalog/databases', '/catalog/tables', '/settings']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, path).toBeLessThanOrEqual(400);
  }
});
