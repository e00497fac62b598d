import type { Page } from '@playwright/test';
import { addNode, card, choose, chooseParents, data, nameNode, settings } from './editor-page';
import { expect, expectAccessible, test } from './fixtures';
import { prepareTutorial } from './tutorial-data';

async function addSource(page: Page, name: string, table: string): Promise<void> {
  await addNode(page, 'Sources', 'Amazon S3');
  await nameNode(page, name);
  await settings(page).getByLabel('Data Catalog table').check();
  await choose(page, 'Database', 'landing_zone_db');
  await choose(page, 'Table', table);
}

/** A join condition: the column of each parent, as `[parent, column]`. */
async function addCondition(page: Page, ...sides: [string, string][]): Promise<void> {
  await settings(page).getByRole('button', { name: 'Add condition' }).click();
  for (const [parent, column] of sides) {
    await choose(page, `Column of ${parent}, condition 1`, column);
  }
}

async function resolve(page: Page, right: string, prefix: string): Promise<void> {
  await expect(settings(page).getByText('have overlapping field names')).toBeVisible();
  await settings(page).getByLabel(`Prefix for the fields of ${right}`).fill(prefix);
  await settings(page).getByRole('button', { name: 'Resolve it' }).click();
  await expect(settings(page).getByText('have overlapping field names')).toBeHidden();
}

test('the job of the tutorial is drawn by clicking, previewed, saved and run', async ({
  console: page,
}) => {
  test.setTimeout(120_000);
  await prepareTutorial(page);
  await page.goto('/jobs/create/visual');
  await page.getByRole('textbox', { name: 'Job name' }).fill('CCBDA-ETL');

  await addSource(page, 'Users CSV File', 'users');
  await expect(data(page).getByRole('cell', { name: 'ada@example.org' })).toBeVisible();
  await addSource(page, 'Article Hits CSV File', 'article_hits');
  await addSource(page, 'Form Leads CSV File', 'leads');
  await data(page).getByRole('tab', { name: 'Output schema' }).click();
  await expect(data(page).getByRole('rowheader', { name: 'preview' })).toBeVisible();
  await expectAccessible(page);

  await addNode(page, 'Transforms', 'Join');
  await nameNode(page, 'Join Article Hits');
  await choose(page, 'Join type', 'Outer join');
  await chooseParents(page, ['Article Hits CSV File']);
  await resolve(page, 'Article Hits CSV File', 'article_hit');
  await expect(card(page, 'Renamed keys for Join Article Hits')).toBeVisible();
  await addCondition(
    page,
    ['Form Leads CSV File', 'id'],
    ['Renamed keys for Join Article Hits', 'article_hit_lead_id'],
  );
  await data(page).getByRole('tab', { name: 'Output schema' }).click();
  await expect(data(page).getByRole('rowheader', { name: 'article_hit_feed_id' })).toBeVisible();
  await expectAccessible(page);

  await addNode(page, 'Transforms', 'Join');
  await nameNode(page, 'Join User Data');
  await chooseParents(page, ['Users CSV File']);
  await resolve(page, 'Users CSV File', 'user');
  await addCondition(
    page,
    ['Join Article Hits', 'email'],
    ['Renamed keys for Join User Data', 'user_email'],
  );
  await expect(data(page).getByRole('cell', { name: 'Spain' }).first()).toBeVisible();

  await addNode(page, 'Targets', 'Amazon S3');
  await nameNode(page, 'Transformed Zone');
  await choose(page, 'Format', 'Parquet');
  await choose(page, 'Compression Type', 'Snappy');
  await settings(page).getByRole('button', { name: 'Browse S3' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'ccbda-data' }).click();
  await page.getByRole('row', { name: 'transformed_zone/' }).getByRole('radio').check();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Choose' }).click();
  await expect(settings(page).getByRole('searchbox', { name: 'S3 Target Location' })).toHaveValue(
    's3://ccbda-data/transformed_zone/',
  );
  await expect(page.getByRole('tab', { name: 'Visual', exact: true })).toBeVisible();

  await expect(page.getByText('Job has not been saved')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Job CCBDA-ETL is saved').first()).toBeVisible();
  await expect(page.getByText('Job has not been saved')).toBeHidden();
  await expect(page).toHaveURL(/\/jobs\/CCBDA-ETL/);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText('Job CCBDA-ETL has been started').first()).toBeVisible();
  await expect(card(page, 'Transformed Zone, .*3 rows')).toBeVisible();
  await page.getByRole('tab', { name: 'Runs' }).click();
  await expect(page.getByText('Succeeded').first()).toBeVisible();
  await expect(page.getByText('run succeeded, 3 rows')).toBeVisible();
  await expectAccessible(page);
});
