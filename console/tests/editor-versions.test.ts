import { card, graph, settings } from './editor-page';
import { call, expect, expectAccessible, test } from './fixtures';
import { createJob, prepareTutorial, SMALL_GRAPH } from './tutorial-data';

test('versions are compared on the canvas, and an old one is restored', async ({
  console: page,
}) => {
  await prepareTutorial(page);
  await createJob(page, 'small', SMALL_GRAPH);
  await page.goto('/jobs/small');
  await card(page, 'Names').click();
  await settings(page).getByLabel('Name', { exact: true }).fill('Only names');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Job small is saved').first()).toBeVisible();

  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByRole('radio', { name: 'Version 1' }).check();
  await expect(page.getByRole('row', { name: 'Only names Changed Name Names' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Compare on the canvas' }).click();
  await expect(card(page, 'Only names, Select Fields, Changed')).toBeVisible();
  await expect(page.getByText('Compared with version 1')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByRole('radio', { name: 'Version 1' }).check();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('Version 1 is restored, as version 3').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Visual' }).click();
  await expect(card(page, 'Names,')).toBeVisible();
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
