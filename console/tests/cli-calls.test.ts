import type { Locator, Page } from '@playwright/test';
import { card } from './editor-page';
import { call, expect, expectAccessible, put, test } from './fixtures';
import { createJob, prepareTutorial, SMALL_GRAPH } from './tutorial-data';

/** The lines that "Show as CLI call" has, within a form, or in a dialog of its own. */
async function expectLines(where: Page | Locator, ...lines: string[]): Promise<void> {
  await where.getByRole('button', { name: 'Show as CLI call' }).first().click();
  const shown = where.locator('pre').last();
  for (const line of lines) await expect(shown).toContainText(line);
}

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function fromActions(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

const dialog = (page: Page) => page.getByRole('dialog');

test('every action of jobs shows its call', async ({ console: page }) => {
  await prepareTutorial(page);
  await createJob(page, 'small', SMALL_GRAPH);
  await page.goto('/');
  await expectLines(page, 'aws glue create-job --name sample-join', 'aws s3 cp user_data.csv');
  await close(page);
  await page.getByRole('button', { name: 'Paste JSON' }).click();
  await page.getByLabel('Job as JSON').fill('{"Name": "brought", "Role": "r", "Command": {}}');
  await expectLines(dialog(page), 'aws glue create-job --name brought --role r');
  await page.getByLabel('Job as JSON').fill('{"jobConfig": {}, "dag": {}}');
  await expect(dialog(page).locator('pre')).toHaveText('tenon job import job.json');
  await close(page);

  await page.goto('/jobs');
  await page.getByRole('radio', { name: 'Select small' }).check();
  await fromActions(page, 'Show as CLI call');
  await expect(dialog(page).locator('pre')).toContainText(
    '# Run job\naws glue start-job-run --job-name small',
  );
  await close(page);
  await fromActions(page, 'Clone');
  await expectLines(dialog(page), 'aws glue create-job --name small-copy');
  await close(page);
  await fromActions(page, 'Delete');
  await expectLines(dialog(page), 'aws glue delete-job --job-name small');
  await close(page);

  await page.goto('/jobs/small');
  await expect(card(page, 'Names')).toBeVisible();
  await fromActions(page, 'Show as CLI call');
  const lines = dialog(page).locator('pre');
  await expect(lines).toContainText('# Save\naws glue update-job --job-name small');
  await expect(lines).toContainText('# Run\naws glue start-job-run --job-name small');
  await expect(lines).toContainText("-H 'X-Amz-Target: Tenon.ExportJob'");
  await expectAccessible(page);
  await close(page);
  await fromActions(page, 'Import job');
  await page.getByLabel('JSON').fill('{"jobConfig": {}, "dag": {}}');
  await expectLines(dialog(page), "-H 'X-Amz-Target: Tenon.ImportJob'");
  await close(page);
  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByRole('checkbox', { name: 'Version 1' }).check();
  await expectLines(page, 'Tenon.RestoreJobVersion\' -d \'{"JobName":"small","Version":1}\'');
  await close(page);
});

test('every action of runs and queries shows its call', async ({ console: page }) => {
  await prepareTutorial(page);
  await createJob(page, 'small', SMALL_GRAPH);
  await call(page, 'AWSGlue.StartJobRun', { JobName: 'small' });
  await call(page, 'AmazonAthena.CreateNamedQuery', {
    Name: 'all leads',
    Database: 'landing_zone_db',
    QueryString: 'SELECT * FROM leads',
  });
  await page.goto('/monitoring');
  await page.getByRole('radio', { name: /^Select / }).check();
  await expectLines(page, 'aws glue batch-stop-job-run --job-name small --job-run-ids');
  await close(page);

  await page.goto('/query/saved');
  await page.getByRole('radio', { name: /^Select / }).check();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expectLines(dialog(page), 'aws athena delete-named-query --named-query-id');
  await close(page);
  await page.getByRole('link', { name: 'all leads' }).click();
  await expect(page.getByText('SELECT * FROM leads')).toBeVisible();
  await expectLines(
    page,
    "# Run\naws athena start-query-execution --query-string 'SELECT * FROM leads'",
    '# Cancel\naws athena stop-query-execution',
    '# Save\naws athena update-named-query',
    'Tenon.ExportQueryResults',
  );
  await close(page);
  await page.getByRole('button', { name: 'Result location' }).click();
  await expectLines(dialog(page), 'aws s3api create-bucket --bucket aws-athena-query-results');
  await close(page);
});

test('every action of the catalog and of objects shows its call', async ({ console: page }) => {
  await prepareTutorial(page);
  await put(page, 'ccbda-data/landing_zone/notes.txt', 'x');
  await page.goto('/');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose file' }).first().click();
  const csv = { name: 'sales.csv', mimeType: '', buffer: Buffer.from('id,amount\n1,2\n') };
  await (await chooser).setFiles(csv);
  await expectLines(dialog(page), 'aws s3 cp sales.csv', 'Tenon.InferSchema', 'create-table');
  await close(page);

  await page.goto('/catalog/databases/view/landing_zone_db');
  await page.getByRole('checkbox', { name: 'Select landing_zone_db.leads' }).check();
  await page.getByRole('button', { name: 'Delete', exact: true }).last().click();
  await expectLines(dialog(page), 'aws glue delete-table --database-name landing_zone_db');
  await close(page);
  await page.goto('/catalog/tables/view/landing_zone_db/leads');
  await page.getByRole('button', { name: 'Edit description' }).click();
  await expectLines(dialog(page), 'aws glue update-table --database-name landing_zone_db');
  await close(page);

  await page.goto('/s3/buckets/ccbda-data?prefix=landing_zone%2F');
  await page.getByRole('checkbox', { name: 'Select landing_zone/notes.txt' }).check();
  await expectLines(
    page,
    '# Upload\naws s3 cp FILE s3://ccbda-data/landing_zone/',
    '# Download\naws s3 cp s3://ccbda-data/landing_zone/notes.txt .',
  );
  await close(page);
  await page.getByRole('button', { name: 'Rename' }).click();
  await expectLines(dialog(page), 'aws s3 mv s3://ccbda-data/landing_zone/notes.txt');
  await close(page);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expectLines(dialog(page), 'aws s3api delete-object --bucket ccbda-data --key');
  await close(page);
});
