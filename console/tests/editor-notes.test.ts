import type { Locator, Page } from '@playwright/test';
import { card, graph, settings } from './editor-page';
import { call, expect, expectAccessible, test } from './fixtures';
import { createJob, prepareTutorial, SMALL_GRAPH } from './tutorial-data';

const note = (page: Page, text: string): Locator =>
  graph(page).getByRole('group', { name: `Note: ${text}`, exact: true });

async function writeNote(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a note' }).click();
  await settings(page).getByLabel('Text of the note').fill(text);
}

test.beforeEach(async ({ console: page }) => {
  await prepareTutorial(page);
  await createJob(page, 'noted', SMALL_GRAPH);
  await page.goto('/jobs/noted');
  await expect(card(page, 'Zone')).toBeVisible();
});

test('a note is written, saved beside the job, and outlasts a save by another client', async ({
  console: page,
}) => {
  await writeNote(page, 'Why only names?');
  await expect(note(page, 'Why only names?')).toBeVisible();
  await expect(page.getByText('Job has not been saved')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Job noted is saved').first()).toBeVisible();
  await expect(page.getByText('Job has not been saved')).toBeHidden();

  const answer = (await call(page, 'AWSGlue.GetJob', { JobName: 'noted' })) as {
    Job: { CodeGenConfigurationNodes: object; Command: object; Role: string };
  };
  expect(answer.Job.CodeGenConfigurationNodes).toEqual(SMALL_GRAPH);
  const { Command, Role, CodeGenConfigurationNodes } = answer.Job;
  await call(page, 'AWSGlue.UpdateJob', {
    JobName: 'noted',
    JobUpdate: { Command, Role, CodeGenConfigurationNodes },
  });
  await page.reload();
  await expect(note(page, 'Why only names?')).toBeVisible();
});

test('notes are undone, moved by keys and removed by keyboard', async ({ console: page }) => {
  await writeNote(page, 'here');
  await card(page, 'Zone').click();
  await expect(settings(page).getByLabel('Name', { exact: true })).toHaveValue('Zone');
  await note(page, 'here').click();
  await expect(settings(page).getByLabel('Text of the note')).toHaveValue('here');
  await note(page, 'here').focus();
  const before = await note(page, 'here').boundingBox();
  await page.keyboard.press('ArrowDown');
  await expect
    .poll(async () => (await note(page, 'here').boundingBox())?.y)
    .toBeGreaterThan(before?.y ?? 0);
  await page.keyboard.press('Delete');
  await expect(note(page, 'here')).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(note(page, 'here')).toBeVisible();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(note(page, 'here')).toBeHidden();
  await expect(note(page, 'empty')).toBeVisible();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(note(page, 'here')).toBeVisible();
});
