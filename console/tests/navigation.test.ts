import { card } from './editor-page';
import { expect, test } from './fixtures';
import { createJob, prepareTutorial, SMALL_GRAPH } from './tutorial-data';

test('the navigation is closed in the editor until somebody opens it, and stays so', async ({
  console: page,
}) => {
  await prepareTutorial(page);
  await createJob(page, 'small', SMALL_GRAPH);
  const monitoring = page.getByRole('link', { name: 'Job run monitoring' });
  await page.goto('/jobs');
  await expect(monitoring).toBeVisible();
  await page.getByRole('link', { name: 'small' }).click();
  await expect(card(page, 'Names')).toBeVisible();
  await expect(monitoring).toBeHidden();
  await page.getByRole('button', { name: 'Open navigation' }).click();
  await expect(monitoring).toBeVisible();
  await page.reload();
  await expect(card(page, 'Names')).toBeVisible();
  await expect(monitoring).toBeVisible();
  await page.getByRole('button', { name: 'Close navigation' }).click();
  await expect(monitoring).toBeHidden();
  await page.goto('/jobs');
  await expect(monitoring).toBeVisible();
});
