import type { Page } from '@playwright/test';
import { choose, follow, go, pick, picture, press, told, type } from './by-hand';
import { expect, test, watch } from './fixtures';
import { addJoins, addSources, addTarget } from './tutorial-drawing';
import { tutorialFiles } from './tutorial-files';
import {
  addTable,
  browse,
  BUCKET,
  createBucket,
  createDatabase,
  createFolders,
  DATABASE,
  TABLES,
  upload,
} from './tutorial-landing';

// The tutorial's sections 2.0.1 to 2.3.4 and the query after them, on an empty server, as a student does
// them: nothing here calls the API, and nothing is found but by what can be seen.

test.use({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });

test('the whole tutorial is done by hand, from an empty server to the rows of a query', async ({
  page,
  server,
}) => {
  test.setTimeout(600_000);
  const complaints = watch(page);
  await test.step('sign in', async () => {
    await page.goto(await server.printedLink());
    await press(page, 'Sign in with this link');
    await expect(page.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible();
    await picture(page, 'home');
  });
  await test.step('2.0.1 the bucket', () => createBucket(page));
  await test.step('2.0.1 the folders', () => createFolders(page));
  for (const { folder } of TABLES) {
    await test.step(`2.0.1 upload into ${folder}`, () =>
      upload(page, folder, tutorialFiles[folder]));
  }
  await test.step('2.1 the database', () => createDatabase(page));
  for (const { table, folder, columns } of TABLES) {
    await test.step(`2.1 the table ${table}`, () => addTable(page, table, folder, columns));
  }
  await test.step('2.3.1 the sources', () => addSources(page));
  await test.step('2.3.2 the joins', () => addJoins(page));
  await test.step('2.3.3 the target', () => addTarget(page));
  await test.step('2.3.4 save and run', () => saveAndRun(page));
  await test.step('2.3.4 the files', () => lookAtFiles(page));
  await test.step('a table of the result', () => addResultTable(page));
  await test.step('query the result', () => queryResult(page));
  expect(complaints()).toEqual([]);
});

async function saveAndRun(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Job details' }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('CCBDA-ETL');
  await type(page, 'IAM Role', 'arn:aws:iam::000000000000:role/LabRole');
  await expect(page.getByText('Job has not been saved')).toBeVisible();
  await press(page, 'Save');
  await told(page, 'Job CCBDA-ETL is saved');
  await press(page, 'Run');
  await told(page, 'Job CCBDA-ETL has been started');
  await page.getByRole('tab', { name: 'Runs' }).click();
  await expect(page.getByRole('row', { name: /Succeeded/ })).toBeVisible();
  await expect(page.getByText(/run succeeded, \d+ rows/)).toBeVisible();
  await picture(page, 'run');
}

async function lookAtFiles(page: Page): Promise<void> {
  await go(page, 'Amazon S3');
  await follow(page, BUCKET);
  await follow(page, 'transformed_zone/');
  await expect(page.getByRole('link', { name: /^run-.*\.parquet$/ }).first()).toBeVisible();
}

async function addResultTable(page: Page): Promise<void> {
  await go(page, 'Tables');
  await press(page, 'Add table');
  await type(page, 'Name', 'leads_with_hits');
  await pick(page, /^Database/, DATABASE);
  await browse(page, [BUCKET], 'transformed_zone');
  await choose(page, 'radio', 'Parquet');
  await press(page, 'Next');
  await press(page, 'Infer from files');
  await expect(page.getByRole('row', { name: 'user_country string' })).toBeVisible();
  await press(page, 'Next');
  await press(page, 'Create');
  await told(page, 'Table leads_with_hits has been created');
}

async function queryResult(page: Page): Promise<void> {
  await go(page, 'Query editor');
  await pick(page, /^Database/, DATABASE);
  await page.getByRole('textbox', { name: 'SQL statement' }).click();
  await page.keyboard.type(
    'SELECT user_country AS country, count(*) AS hits FROM leads_with_hits GROUP BY user_country ORDER BY hits DESC ',
  );
  await press(page, 'Run');
  await press(page.getByRole('dialog', { name: 'Query result location' }), 'Save and run');
  const rows = page.getByRole('table', { name: 'Rows of the result' });
  await expect(rows.getByRole('cell', { name: 'Norway', exact: true })).toBeVisible();
  await expect(page.getByText(/^Completed in/)).toBeVisible();
  // Over the buttons, since the rows have a wheel of their own; the statement stays in sight.
  await page.getByRole('button', { name: 'Copy rows' }).hover();
  await page.mouse.wheel(0, 185);
  await expect(rows.getByRole('cell', { name: 'Japan', exact: true })).toBeInViewport();
  await picture(page, 'query');
}
