import type { Page } from '@playwright/test';
import { choose, go, hideNavigation, pick, picture, press, type } from './by-hand';
import { card, data, palette, settings } from './editor-page';
import { expect } from './fixtures';
import { browse, BUCKET, DATABASE } from './tutorial-landing';

// The tutorial's sections 2.3.1 to 2.3.3 by hand: the job is drawn.

/** What the finished job looks like in the tutorial. */
const NODES = [
  'Users CSV File',
  'Article Hits CSV File',
  'Form Leads CSV File',
  'Renamed keys for Join Article Hits',
  'Join Article Hits',
  'Renamed keys for Join User Data',
  'Join User Data',
  'Transformed Zone',
];

async function add(page: Page, category: string, kind: string, name: string): Promise<void> {
  if (!(await palette(page).isVisible())) await press(page, 'Add nodes');
  await palette(page).getByRole('tab', { name: category }).click();
  await press(palette(page), kind);
  await type(settings(page), 'Name', name);
  await expect(card(page, name)).toBeVisible();
}

export async function addSources(page: Page): Promise<void> {
  await go(page, 'ETL jobs');
  await press(page, 'Create job');
  await page.getByRole('menuitem', { name: /^Visual ETL/ }).click();
  await type(page, 'Job name', 'CCBDA-ETL');
  for (const [name, table, seen] of [
    ['Users CSV File', 'users', 'lead1@example.org'],
    ['Article Hits CSV File', 'article_hits', '2025-03-02 01:07:00.25'],
    ['Form Leads CSV File', 'leads', 'Björn Müller'],
  ] as const) {
    await add(page, 'Sources', 'Amazon S3', name);
    await choose(settings(page), 'radio', 'Data Catalog table');
    await pick(settings(page), /^Database/, DATABASE);
    await pick(settings(page), /^Table/, table);
    await expect(data(page).getByRole('cell', { name: seen }).first()).toBeVisible();
  }
  await data(page).getByRole('tab', { name: 'Output schema' }).click();
  await expect(data(page).getByRole('rowheader', { name: 'preview' })).toBeVisible();
}

async function chooseParents(page: Page, names: readonly string[]): Promise<void> {
  await settings(page)
    .getByRole('button', { name: /^Node parents/ })
    .click();
  for (const name of names) await page.getByRole('option', { name, exact: true }).click();
  await page.keyboard.press('Escape');
}

async function resolve(page: Page, right: string, prefix: string): Promise<void> {
  await expect(settings(page).getByText('have overlapping field names')).toBeVisible();
  await type(settings(page), `Prefix for the fields of ${right}`, prefix);
  await press(settings(page), 'Resolve it');
  await expect(settings(page).getByText('have overlapping field names')).toHaveCount(0);
}

async function addCondition(page: Page, ...sides: [parent: string, column: string][]) {
  await press(settings(page), 'Add condition');
  for (const [parent, column] of sides) {
    await pick(settings(page), new RegExp(`^Column of ${parent}, condition 1`), column);
  }
}

export async function addJoins(page: Page): Promise<void> {
  await add(page, 'Transforms', 'Join', 'Join Article Hits');
  await pick(settings(page), /^Join type/, 'Outer join');
  await chooseParents(page, ['Article Hits CSV File']);
  await hideNavigation(page);
  await settings(page).getByText('have overlapping field names').hover();
  await page.mouse.wheel(0, 300);
  await picture(page, 'resolve-it');
  await resolve(page, 'Article Hits CSV File', 'article_hit');
  const hits = 'Renamed keys for Join Article Hits';
  await expect(card(page, hits)).toBeVisible();
  await addCondition(page, ['Form Leads CSV File', 'id'], [hits, 'article_hit_lead_id']);
  await data(page).getByRole('tab', { name: 'Output schema' }).click();
  for (const column of ['id', 'email', 'article_hit_id', 'article_hit_timestamp']) {
    await expect(data(page).getByRole('rowheader', { name: column, exact: true })).toBeVisible();
  }

  await add(page, 'Transforms', 'Join', 'Join User Data');
  await chooseParents(page, ['Users CSV File']);
  await resolve(page, 'Users CSV File', 'user');
  const users = 'Renamed keys for Join User Data';
  await addCondition(page, ['Join Article Hits', 'email'], [users, 'user_email']);
  await data(page).getByRole('tab', { name: 'Output schema' }).click();
  await expect(data(page).getByRole('rowheader', { name: 'user_country' })).toBeVisible();
  await data(page).getByRole('tab', { name: 'Data preview' }).click();
  await expect(data(page).getByRole('cell', { name: 'Norway' }).first()).toBeVisible();
}

export async function addTarget(page: Page): Promise<void> {
  await add(page, 'Targets', 'Amazon S3', 'Transformed Zone');
  await expect(
    settings(page).getByRole('button', { name: 'Remove parent Join User Data' }),
  ).toBeVisible();
  await pick(settings(page), /^Format/, 'Parquet');
  await pick(settings(page), /^Compression Type/, 'Snappy');
  await browse(page, [BUCKET], 'transformed_zone/');
  await expect(settings(page).getByRole('searchbox', { name: 'S3 Target Location' })).toHaveValue(
    `s3://${BUCKET}/transformed_zone/`,
  );
  await press(palette(page), 'Close the panel of nodes');
  for (const name of NODES) await expect(card(page, name)).toBeVisible();
  await card(page, 'Join User Data').click();
  await expect(data(page).getByRole('cell', { name: 'Norway' }).first()).toBeVisible();
  await hideNavigation(page);
  await press(page, 'Zoom to fit');
  await picture(page, 'editor');
}
