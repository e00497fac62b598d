import type { Page } from '@playwright/test';
import { card, graph } from './editor-page';
import { expect, test } from './fixtures';
import { createJob, prepareTutorial } from './tutorial-data';

const NODES = {
  'node-1': { S3CatalogSource: { Name: 'Leads', Database: 'landing_zone_db', Table: 'leads' } },
  'node-2': { SelectFields: { Name: 'Names', Inputs: ['node-1'], Paths: [['id'], ['name']] } },
  'node-3': { DropDuplicates: { Name: 'Once', Inputs: ['node-2'] } },
  'node-4': {
    S3DirectTarget: {
      Name: 'Zone',
      Inputs: ['node-3'],
      Path: 's3://ccbda-data/transformed_zone/',
      Format: 'parquet',
      Compression: 'snappy',
    },
  },
};

const edge = (page: Page, from: string, to: string) =>
  graph(page).getByRole('group', { name: `Edge from ${from} to ${to}` });

/** Drags from the handle at the bottom of one card to the one at the top of another. */
async function drawEdge(page: Page, from: string, to: string): Promise<void> {
  const drawn = page.locator('.react-flow__connection');
  // A view that is still being fitted slips away under the mouse: then one presses again.
  await expect(async () => {
    await card(page, from).locator('.react-flow__handle.source').hover();
    await page.mouse.down();
    await card(page, from).hover();
    const begun = await drawn.count();
    if (begun === 0) await page.mouse.up();
    expect(begun).toBe(1);
  }).toPass();
  await card(page, to).locator('.react-flow__handle.target').hover();
  await page.mouse.up();
  await expect(drawn).toHaveCount(0);
}

/** Selects an edge by mouse and removes it by key. */
async function removeEdge(page: Page, from: string, to: string): Promise<void> {
  const drawn = edge(page, from, to);
  await card(page, to).hover(); // it stands still then
  const box = await drawn.boundingBox();
  if (!box) throw new Error(`the edge from ${from} to ${to} is not drawn`);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.keyboard.press('Delete');
  await expect(drawn).toHaveCount(0);
  // The layout follows: what nothing feeds stands in the first row.
  await expect
    .poll(async () => ((await topOf(page, to)) ?? NaN) - ((await topOf(page, from)) ?? NaN))
    .toBe(0);
}

async function topOf(page: Page, name: string): Promise<number | undefined> {
  const box = await card(page, name).boundingBox();
  return box ? Math.round(box.y) : undefined;
}

test.beforeEach(async ({ console: page }) => {
  await prepareTutorial(page);
  await createJob(page, 'drawn', NODES);
  await page.goto('/jobs/drawn');
  await expect(card(page, 'Zone')).toBeVisible();
  await expect(page.getByText('4 nodes laid out')).toBeAttached();
});

test('an edge is drawn by mouse from handle to handle, and undone', async ({ console: page }) => {
  await removeEdge(page, 'Leads', 'Names');
  await expect(card(page, 'Names, Select Fields, Error')).toBeVisible();
  await drawEdge(page, 'Leads', 'Names');
  await expect(edge(page, 'Leads', 'Names')).toBeAttached();
  await expect(card(page, 'Names, Select Fields$')).toBeVisible();
  await expect(page.getByText('Job has not been saved')).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(edge(page, 'Leads', 'Names')).toHaveCount(0);
  await expect(card(page, 'Names, Select Fields, Error')).toBeVisible();
  await expect(page.getByText('Job has not been saved')).toBeVisible();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(edge(page, 'Leads', 'Names')).toBeAttached();
});

test('no edge is drawn to a node that has room for none, nor in a circle', async ({
  console: page,
}) => {
  await drawEdge(page, 'Leads', 'Once');
  await expect(graph(page).getByRole('group', { name: /^Edge/ })).toHaveCount(3);
  await removeEdge(page, 'Leads', 'Names');
  await drawEdge(page, 'Once', 'Names');
  await expect(graph(page).getByRole('group', { name: /^Edge/ })).toHaveCount(2);
  await expect(edge(page, 'Once', 'Names')).toHaveCount(0);
});

test('a node is taken out between its neighbours, which are then joined', async ({
  console: page,
}) => {
  await card(page, 'Once').click();
  await page.getByRole('button', { name: 'Remove the selected nodes' }).click();
  await expect(card(page, 'Once')).toHaveCount(0);
  await expect(edge(page, 'Names', 'Zone')).toBeAttached();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(edge(page, 'Names', 'Once')).toBeAttached();
  await expect(edge(page, 'Once', 'Zone')).toBeAttached();
  await expect(edge(page, 'Names', 'Zone')).toHaveCount(0);
});

test('nodes are copied into another job', async ({ console: page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await createJob(page, 'other', { 'node-1': NODES['node-1'] });
  await card(page, 'Names').click();
  await card(page, 'Once').click({ modifiers: ['Control'] });
  await page.keyboard.press('Control+c');
  await page.goto('/jobs/other');
  await expect(card(page, 'Leads')).toBeVisible();
  await graph(page).click({ position: { x: 20, y: 200 } });
  await page.keyboard.press('Control+v');
  await expect(card(page, 'Names')).toBeVisible();
  await expect(edge(page, 'Names', 'Once')).toBeAttached();
  await expect(graph(page).getByRole('group', { name: /^Edge/ })).toHaveCount(1);
  await expect(page.getByText('3 nodes laid out')).toBeAttached();
  await drawEdge(page, 'Leads', 'Names');
  await expect(edge(page, 'Leads', 'Names')).toBeAttached();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Job other is saved').first()).toBeVisible();
});
