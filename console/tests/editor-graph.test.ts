import { card, data, graph, settings } from './editor-page';
import { call, expect, expectAccessible, test } from './fixtures';
import { createJob, prepareTutorial, SMALL_GRAPH } from './tutorial-data';

test.beforeEach(async ({ console: page }) => {
  await prepareTutorial(page);
  await createJob(page, 'small', SMALL_GRAPH);
  await page.goto('/jobs/small');
  await expect(card(page, 'Zone')).toBeVisible();
});

test('a node is removed with its children attached to its parents, and comes back', async ({
  console: page,
}) => {
  await card(page, 'Names').click();
  await page.keyboard.press('Delete');
  await expect(card(page, 'Names')).toBeHidden();
  await expect(graph(page).getByRole('group', { name: 'Edge from Leads to Zone' })).toBeAttached();
  await expect(page.getByText('Job has not been saved')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(card(page, 'Names')).toBeVisible();
  await expect(page.getByText('Job has not been saved')).toBeHidden();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(card(page, 'Names')).toBeHidden();
});

test('typing a name is one step of undo', async ({ console: page }) => {
  await card(page, 'Names').click();
  await settings(page).getByLabel('Name', { exact: true }).press('End');
  await page.keyboard.type(' only');
  await expect(card(page, 'Names only')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(card(page, 'Names,')).toBeVisible();
});

test('nodes are copied and pasted with the clipboard', async ({ console: page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await card(page, 'Names').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expect(graph(page).getByRole('group', { name: /^Leads/ })).toHaveCount(2);
  await expect(graph(page).getByRole('group', { name: 'Edge from Leads to Names' })).toHaveCount(2);
});

test('nodes are found by what they are and what they say', async ({ console: page }) => {
  await page.getByRole('button', { name: 'Outline and find' }).click();
  const outline = page.getByRole('region', { name: 'Outline and find' });
  await expect(outline.getByText('3 nodes')).toBeVisible();
  await outline.getByRole('searchbox').fill('transformed_zone');
  await expect(outline.getByText('1 node')).toBeVisible();
  await outline.getByRole('button', { name: /^Zone/ }).click();
  await expect(settings(page).getByLabel('Name', { exact: true })).toHaveValue('Zone');
  await expectAccessible(page);
});

test('an error is told at its node, and the nodes below lead to it', async ({ console: page }) => {
  await card(page, 'Names').click();
  await settings(page)
    .getByRole('button', { name: /^Fields to keep/ })
    .click();
  await page.getByRole('option', { name: 'name' }).click();
  await page.getByRole('option', { name: 'id' }).click();
  await page.keyboard.press('Escape');
  await card(page, 'Zone').click();
  await expect(data(page).getByRole('button', { name: 'At Names' })).toBeVisible();
  await data(page).getByRole('button', { name: 'At Names' }).click();
  await expect(settings(page).getByLabel('Name', { exact: true })).toHaveValue('Names');
  await expect(page.getByRole('tab', { name: 'Visual (1)' })).toBeVisible();
  await expectAccessible(page);
});

test('what was not saved is offered again after a reload', async ({ console: page }) => {
  await card(page, 'Names').click();
  await settings(page).getByLabel('Name', { exact: true }).fill('Only names');
  await expect(card(page, 'Only names')).toBeVisible();
  // The draft is written soon after; a reload before would find the one of before.
  await expect.poll(() => page.evaluate(draftsOf)).toBe(1);
  await page.reload();
  await page.getByRole('button', { name: 'Restore changes' }).click();
  await expect(card(page, 'Only names')).toBeVisible();
});

test('the script, the details and the CLI call are those of the job', async ({ console: page }) => {
  await page.getByRole('tab', { name: 'Script' }).click();
  await expect(page.getByText('SELECT', { exact: false }).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Job details' }).click();
  await page.getByLabel('Description - optional').fill('Names of leads');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Show as CLI call' }).click();
  await expect(page.getByRole('dialog').getByText('aws glue update-job')).toBeVisible();
  await expect(page.getByRole('dialog').getByText('Names of leads')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Job small is saved').first()).toBeVisible();
  const answer = (await call(page, 'AWSGlue.GetJob', { JobName: 'small' })) as {
    Job: { Description?: string; CodeGenConfigurationNodes?: object };
  };
  expect(answer.Job.Description).toBe('Names of leads');
  expect(answer.Job.CodeGenConfigurationNodes).toEqual(SMALL_GRAPH);
});

test('a job is exported and imported', async ({ console: page }) => {
  await page.getByRole('button', { name: 'Actions' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Export as Glue Studio JSON' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('small.json');
  const path = await file.path();
  await page.goto('/jobs/create/visual');
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Import job' }).click();
  await expectAccessible(page);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose file' }).click(),
  ]);
  await chooser.setFiles(path);
  await expect(page.getByLabel('JSON')).not.toHaveValue('');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(card(page, 'Names')).toBeVisible();
  await expect(card(page, 'Zone')).toBeVisible();
});

/** How many drafts this browser keeps; runs in the page. */
function draftsOf(): Promise<number> {
  return new Promise(resolve => {
    const opening = indexedDB.open('tenon-editor');
    opening.onsuccess = () => {
      const database = opening.result;
      const counting = database.transaction('drafts').objectStore('drafts').count();
      counting.onsuccess = () => {
        database.close();
        resolve(counting.result);
      };
    };
  });
}
