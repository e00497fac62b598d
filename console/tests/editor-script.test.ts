import { card, settings } from './editor-page';
import { expect, expectAccessible, test } from './fixtures';
import { createJob, prepareTutorial, SMALL_GRAPH } from './tutorial-data';

test('the script stands beside the canvas, follows each edit and marks the selected node', async ({
  console: page,
}) => {
  await prepareTutorial(page);
  await createJob(page, 'small', SMALL_GRAPH);
  await page.goto('/jobs/small');
  await page.getByRole('button', { name: 'Script beside the canvas' }).click();
  const pane = page.getByRole('region', { name: 'Script beside the canvas' });
  const marked = pane.locator('.cm-marked');
  await expect(pane.getByText('CREATE VIEW "node-2" AS')).toBeVisible();
  await expect(marked).toHaveCount(0);
  await card(page, 'Names').click();
  await expect(pane.getByText('The part of Names is marked.')).toBeVisible();
  await expect(marked.first()).toHaveText('-- Names');
  await expect(marked.filter({ hasText: 'CREATE VIEW "node-2" AS' })).toHaveCount(1);
  await expectAccessible(page);

  await settings(page).getByLabel('Name', { exact: true }).fill('Only names');
  await expect(marked.first()).toHaveText('-- Only names');
  await card(page, 'Zone').click();
  await expect(marked.first()).toHaveText('-- Zone');
  await expect(marked.first()).toBeInViewport();

  // A graph with a fault has no script: the last one stays, and says so.
  await page.keyboard.press('Delete');
  await expect(pane.getByText('The script is that of before, until this is mended')).toBeVisible();
  await expect(pane.getByText('CREATE VIEW "node-2" AS')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(pane.getByText('The script is that of before, until this is mended')).toBeHidden();

  await page.reload();
  await expect(pane).toBeVisible();
  await pane.getByRole('button', { name: 'Close the script' }).click();
  await expect(pane).toBeHidden();
});
