import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { call, expect, expectAccessible, put, test } from './fixtures';

/** A database with a table of four users. */
async function makeTable(page: Page): Promise<void> {
  await put(page, 'lake');
  await put(page, 'lake/users/users.csv', 'ada,ES\ngrace,FR\nalan,ES\nedsger,\n');
  await call(page, 'AWSGlue.CreateDatabase', { DatabaseInput: { Name: 'landing_zone' } });
  await call(page, 'AWSGlue.CreateTable', {
    DatabaseName: 'landing_zone',
    TableInput: {
      Name: 'users',
      TableType: 'EXTERNAL_TABLE',
      Parameters: { classification: 'csv' },
      StorageDescriptor: {
        Location: 's3://lake/users/',
        Columns: [
          { Name: 'name', Type: 'string' },
          { Name: 'country', Type: 'string' },
        ],
        InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
        OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
        SerdeInfo: {
          SerializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
          Parameters: { 'field.delim': ',' },
        },
      },
    },
  });
}

async function openEditor(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Query editor' }).click();
  await expect(page.getByRole('heading', { name: 'Query editor', level: 1 })).toBeVisible();
}

async function type(page: Page, statement: string): Promise<void> {
  await page.getByRole('textbox', { name: 'SQL statement' }).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(statement);
  await page.keyboard.press('Escape');
}

/** Runs the first query of a browser, which asks where results go. */
async function runFirst(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Query result location' });
  await dialog.getByRole('button', { name: 'Save and run' }).click();
}

const cell = (page: Page, name: string) =>
  page.getByRole('table', { name: 'Rows of the result' }).getByRole('cell', { name, exact: true });

test('results go to a folder that is chosen in S3', async ({ console: page }) => {
  await makeTable(page);
  await put(page, 'answers');
  await put(page, 'answers/monthly/');
  await openEditor(page);
  await page.getByRole('button', { name: 'Result location' }).click();
  const dialog = page.getByRole('dialog', { name: 'Query result location' });
  await dialog.getByRole('radio', { name: 'Use a bucket that is there' }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Choose a bucket that is there')).toBeVisible();
  await dialog.getByRole('button', { name: 'Browse S3' }).click();
  const browser = page.getByRole('dialog', { name: 'Choose a location in S3' });
  await browser.getByRole('button', { name: 'answers' }).click();
  await browser.getByRole('row', { name: 'monthly/' }).getByRole('radio').check();
  await expectAccessible(page);
  await browser.getByRole('button', { name: 'Choose' }).click();
  await expect(dialog.getByPlaceholder('s3://bucket/folder/')).toHaveValue('s3://answers/monthly/');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await type(page, 'SELECT 40 + 2 AS answer');
  await page.keyboard.press('Control+Enter');
  await expect(cell(page, '42')).toBeVisible();
  await page.goto('/s3/buckets/answers?prefix=monthly%2F');
  await expect(page.getByRole('link', { name: /\.csv$/ })).toBeVisible();
});

test('a table is previewed, queried, explained and described', async ({ console: page }) => {
  test.setTimeout(180_000);
  await openEditor(page);
  await expect(page.getByText('There are no databases yet')).toBeVisible();
  await expectAccessible(page);
  await makeTable(page);
  await page.getByRole('button', { name: 'Refresh tables' }).click();

  await page.getByRole('button', { name: 'Expand landing_zone' }).click();
  await page.getByRole('button', { name: 'Actions for table users' }).click();
  await page.getByRole('menuitem', { name: 'Preview table' }).click();
  const dialog = page.getByRole('dialog', { name: 'Query result location' });
  await expect(dialog.getByLabel('Bucket name')).toHaveValue(
    'aws-athena-query-results-000000000000-us-east-1',
  );
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save and run' }).click();
  await expect(cell(page, 'grace')).toBeVisible();
  await expect(page.getByText('4 rows')).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('Database').first().click();
  await page.getByRole('option', { name: 'landing_zone' }).click();
  await type(page, 'SELECT country, count(*) AS n FROM users GROUP BY country ORDER BY n DESC');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('columnheader', { name: /^n bigint/ })).toBeVisible();
  await expect(cell(page, 'ES')).toBeVisible();
  await expect(cell(page, 'NULL')).toBeVisible();

  await page.getByRole('tab', { name: 'Query stats' }).click();
  await expect(page.getByText('Data scanned').first()).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download CSV' }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toContain('"ES","2"\n');

  const parquet = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download Parquet' }).click();
  const bytes = await readFile(await (await parquet).path());
  expect(bytes.subarray(0, 4).toString()).toBe('PAR1');

  await page.getByRole('button', { name: 'Explain' }).click();
  await page.getByRole('tab', { name: 'Query results' }).click();
  await expect(page.getByRole('region', { name: 'Plan of the query' })).toContainText(
    'HASH_GROUP_BY',
  );
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Actions for table users' }).click();
  await page.getByRole('menuitem', { name: 'Generate table DDL' }).click();
  await expect(page.getByRole('button', { name: 'Query 2', exact: true })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'SQL statement' })).toContainText(
    'CREATE EXTERNAL TABLE `landing_zone`.`users`',
  );
  await page.getByRole('button', { name: 'Actions for table users' }).click();
  await page.getByRole('menuitem', { name: 'View properties' }).click();
  await expect(page.getByRole('heading', { name: 'users', level: 1 })).toBeVisible();
});

test('names are completed, a selection runs alone, and what is wrong is said', async ({
  console: page,
}) => {
  await makeTable(page);
  await openEditor(page);
  await type(page, 'SELECT * FROM landing_zone.us');
  await page.keyboard.press('Control+Space');
  await page.getByRole('option', { name: /users/ }).click();
  await expect(page.getByRole('textbox', { name: 'SQL statement' })).toContainText(
    'SELECT * FROM landing_zone.users',
  );
  await runFirst(page);
  await expect(cell(page, 'edsger')).toBeVisible();

  await type(page, 'SELECT 1 AS one');
  await page.keyboard.press('Home');
  for (let i = 0; i < 'SELECT 1'.length; ++i) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('columnheader', { name: /^1 integer/ })).toBeVisible();

  await type(page, 'SELECT nope FROM landing_zone.users');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('The query failed')).toBeVisible();
  await expect(page.getByText(/"nope" not found/)).toBeVisible();
  await expectAccessible(page);
  await type(page, 'DROP TABLE landing_zone.users');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('The query could not be started')).toBeVisible();
  await expectAccessible(page);
});

test('a query is cancelled', async ({ console: page }) => {
  await openEditor(page);
  await type(page, 'SELECT count(*) FROM range(1000000) a, range(1000000) b');
  await runFirst(page);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByText('The query was cancelled')).toBeVisible();
});

test('the end of a million rows is reached by scrolling', async ({ console: page }) => {
  test.setTimeout(180_000);
  await openEditor(page);
  await type(page, "SELECT range + 1 AS i, 'row ' || (range + 1) AS t FROM range(1000000)");
  await runFirst(page);
  const table = page.getByRole('table', { name: 'Rows of the result' });
  await expect(cell(page, 'row 1')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('1,000,000 rows')).toBeVisible();
  await expect(table.getByRole('row')).not.toHaveCount(0);
  expect(await table.getByRole('row').count()).toBeLessThan(80);
  await table.click();
  await page.keyboard.press('End');
  await expect(cell(page, 'row 1000000')).toBeVisible({ timeout: 90_000 });
  await expectAccessible(page);
  await page.keyboard.press('Home');
  await expect(cell(page, 'row 1')).toBeVisible();
});

test('tabs survive a reload, with their results', async ({ console: page }) => {
  await openEditor(page);
  await type(page, "SELECT 'kept' AS word");
  await runFirst(page);
  await expect(cell(page, 'kept')).toBeVisible();
  await page.getByRole('button', { name: 'New query' }).click();
  await expect(page.getByRole('button', { name: 'Query 2', exact: true })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
  await type(page, 'SELECT 2');
  expect(page.url()).toContain('tab=2');
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'SQL statement' })).toContainText('SELECT 2');
  await page.getByRole('button', { name: 'Query 1', exact: true }).click();
  await expect(cell(page, 'kept')).toBeVisible();
  await page.getByRole('button', { name: 'Close Query 2' }).click();
  await expect(page.getByRole('button', { name: 'Query 2', exact: true })).toHaveCount(0);
});

test('what was run is found again, and queries are saved', async ({ console: page }) => {
  test.setTimeout(180_000);
  await makeTable(page);
  await openEditor(page);
  await page.getByRole('tab', { name: 'Recent queries' }).click();
  await expect(page.getByText('No queries')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Saved queries' }).click();
  await expect(page.getByText('No saved queries')).toBeVisible();
  await expectAccessible(page);

  await page.goto('/query?statement=SELECT+*+FROM+users&database=landing_zone');
  await expect(page.getByRole('textbox', { name: 'SQL statement' })).toContainText('FROM users');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page
    .getByRole('dialog', { name: 'Query result location' })
    .getByRole('button', { name: 'Save and run' })
    .click();
  await expect(cell(page, 'alan')).toBeVisible();

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save as' }).click();
  await page.getByLabel('Name', { exact: true }).fill('All users');
  await page.getByLabel('Description').fill('Everybody');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save query' }).click();
  await expect(page.getByText('Saved query All users').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'All users', exact: true })).toBeVisible();

  await type(page, 'SELECT name FROM users ORDER BY name');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save', exact: true }).click();
  await page.getByRole('tab', { name: 'Saved queries' }).click();
  await expect(page.getByRole('row', { name: /SELECT name FROM users/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByLabel('Confirmation').fill('delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No saved queries')).toBeVisible();

  await page.getByRole('tab', { name: 'Recent queries' }).click();
  await expect(page.getByRole('row', { name: /SELECT \* FROM users.*Succeeded/ })).toBeVisible();
  await expectAccessible(page);
  await page
    .getByRole('link', { name: /Open query/ })
    .first()
    .click();
  await expect(cell(page, 'grace')).toBeVisible();
});
