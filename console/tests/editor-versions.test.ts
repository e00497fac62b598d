import type { Page } from '@playwright/test';
import { card, graph, settings } from './editor-page';
import { call, expect, expectAccessible, test } from './fixtures';
import { createJob, prepareTutorial, SMALL_GRAPH } from './tutorial-data';

const both = (page: Page) => page.getByRole('application', { name: 'Both graphs' });

const changed = (page: Page) => page.getByRole('region', { name: 'Changed settings' });

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Job has not been saved')).toBeHidden();
}

test('any two versions are compared on the canvas, and an old one is restored', async ({
  console: page,
}) => {
  await prepareTutorial(page);
  await createJob(page, 'small', SMALL_GRAPH);
  await page.goto('/jobs/small');
  await card(page, 'Names').click();
  await settings(page).getByLabel('Name', { exact: true }).fill('Only names');
  await page.getByRole('tab', { name: 'Job details' }).click();
  await page.getByLabel('Description - optional').fill('Names of leads');
  await save(page);
  await page.getByRole('tab', { name: 'Visual' }).click();
  await card(page, 'Only names').click();
  await page.keyboard.press('Delete');
  await save(page);

  await page.getByRole('tab', { name: 'Versions' }).click();
  await expect(page.getByRole('button', { name: 'Compare' })).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Version 1' }).check();
  await page.getByRole('checkbox', { name: 'Version 2' }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/before=1&after=2/);
  await expect(
    both(page).getByRole('group', { name: 'Only names, Select Fields, Changed' }),
  ).toBeVisible();
  await expect(page.getByText('1 node has changed')).toBeVisible();
  await page.getByRole('button', { name: 'Only names Changed' }).click();
  await expect(
    changed(page).getByRole('row', { name: 'Name Names Only names', exact: true }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Job details Changed' }).click();
  await expect(
    changed(page).getByRole('row', { name: 'Description Not set Names of leads' }),
  ).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'After' }).click();
  await page.getByRole('option', { name: 'Version 3' }).click();
  const removed = both(page).getByRole('group', { name: 'Names, Select Fields, Removed' });
  await expect(removed).toBeVisible();
  await expect(
    both(page).getByRole('group', { name: 'Edge from Leads to Zone, Added' }),
  ).toBeAttached();
  await expect(
    both(page).getByRole('group', { name: 'Edge from Names to Zone, Removed' }),
  ).toBeAttached();
  await removed.click();
  await expect(changed(page).getByRole('row', { name: 'Name Names Not set' })).toBeVisible();
  await both(page).getByRole('group', { name: 'Zone, Amazon S3, Changed' }).click();
  await expect(changed(page).getByRole('row', { name: 'Node parents Names Leads' })).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(page).toHaveURL(/before=1&after=3&change=node-3/);
  await expect(changed(page).getByRole('row', { name: /^Node parents/ })).toBeVisible();

  await page.getByRole('button', { name: 'All versions' }).click();
  await page.getByRole('checkbox', { name: 'Version 1' }).check();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('Version 1 is restored, as version 4').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Visual' }).click();
  await expect(card(page, 'Names,')).toBeVisible();
});

test('a version is compared with what is on the canvas, in the dark', async ({ console: page }) => {
  await prepareTutorial(page);
  await createJob(page, 'small', SMALL_GRAPH);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.goto('/jobs/small?tab=versions&before=1&after=canvas');
  await expect(page.getByText('Nothing has changed.')).toBeVisible();
  await page.getByRole('tab', { name: 'Visual' }).click();
  await card(page, 'Names').click();
  await page.keyboard.press('Delete');
  await page.getByRole('tab', { name: 'Versions' }).click();
  await expect(page.getByText('2 nodes have changed')).toBeVisible();
  await page.getByRole('button', { name: 'Zone Changed' }).click();
  await expect(changed(page).getByRole('row', { name: /^Node parents/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Swap' }).click();
  await expect(page).toHaveURL(/before=canvas&after=1/);
  await expect(page.getByRole('button', { name: 'Names Added' })).toBeVisible();
});

test('a problem that the server can mend is mended by its button, in the dark', async ({
  console: page,
}) => {
  await prepareTutorial(page);
  const source = (Name: string, Table: string) => ({
    S3CatalogSource: { Name, Database: 'landing_zone_db', Table },
  });
  await createJob(page, 'clash', {
    'node-1': source('Leads', 'leads'),
    'node-2': source('Hits', 'article_hits'),
    'node-3': {
      Join: {
        Name: 'Both',
        Inputs: ['node-1', 'node-2'],
        JoinType: 'outer',
        Columns: [
          { From: 'node-1', Keys: [['id']] },
          { From: 'node-2', Keys: [['lead_id']] },
        ],
      },
    },
  });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.goto('/jobs/clash');
  await card(page, 'Both').click();
  await expect(card(page, 'Both, Join, Error')).toBeVisible();
  await expectAccessible(page);
  await settings(page).getByRole('button', { name: 'Rename only the columns that clash' }).click();
  await expect(card(page, 'Both, Join$')).toBeVisible();
  await expect(graph(page).getByRole('group', { name: /^Renamed keys for Both/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Data preview' })).toBeVisible();
  await expectAccessible(page);
});

test('a run that fails says why and leads to its node', async ({ console: page }) => {
  await prepareTutorial(page);
  await createJob(page, 'broken', SMALL_GRAPH);
  await call(page, 'AWSGlue.DeleteTable', { DatabaseName: 'landing_zone_db', Name: 'leads' });
  await page.goto('/jobs/broken');
  await expect(card(page, 'Leads, Amazon S3, Error')).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('tab', { name: 'Runs' }).click();
  await expect(page.getByText('Failed', { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Open the node that failed' }).click();
  await expect(settings(page).getByLabel('Name', { exact: true })).toHaveValue('Leads');
});
