import { card, choose, data, settings } from './editor-page';
import { call, expect, expectAccessible, test } from './fixtures';
import { createJob, prepareTutorial, SMALL_GRAPH } from './tutorial-data';

const RENAME = {
  Action: { Operation: 'RENAME', Parameters: { sourceColumn: 'name', targetColumn: 'who' } },
};
const UPPER = {
  Action: { Operation: 'UPPER_CASE', Parameters: { sourceColumn: 'who' } },
  ConditionExpressions: [{ Condition: 'IS', Value: 'Ada', TargetColumn: 'who' }],
};

test.beforeEach(async ({ console: page }) => {
  await prepareTutorial(page);
  await createJob(page, 'recipe', {
    ...SMALL_GRAPH,
    'node-2': { Recipe: { Name: 'Prepare', Inputs: ['node-1'], RecipeSteps: [RENAME] } },
  });
  await page.goto('/jobs/recipe');
  await card(page, 'Prepare').click();
});

test('a recipe is made of steps, each of which finds the columns of the one before', async ({
  console: page,
}) => {
  await settings(page).getByRole('button', { name: 'Add step' }).click();
  await page.keyboard.type('all letters');
  await expect(page.getByRole('option', { name: 'LOWER_CASE' })).toBeVisible();
  await expect(page.getByRole('option', { name: 'RENAME' })).toBeHidden();
  await page.getByRole('option', { name: 'UPPER_CASE' }).click();
  await choose(page, 'Source column', 'who');
  await settings(page).getByRole('button', { name: 'Add condition' }).click();
  await choose(page, 'Column of condition 1', 'who');
  await settings(page).getByLabel('Value of condition 1 1').fill('Ada');
  await expect(data(page).getByRole('cell', { name: 'ADA', exact: true })).toBeVisible();
  await expect(data(page).getByRole('cell', { name: 'Grace', exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Job recipe is saved').first()).toBeVisible();
  const answer = (await call(page, 'AWSGlue.GetJob', { JobName: 'recipe' })) as {
    Job: { CodeGenConfigurationNodes: { 'node-2': { Recipe: { RecipeSteps: unknown } } } };
  };
  expect(answer.Job.CodeGenConfigurationNodes['node-2'].Recipe.RecipeSteps).toEqual([
    RENAME,
    UPPER,
  ]);
});

test('steps are duplicated, moved, edited as JSON and removed', async ({ console: page }) => {
  const act = async (step: number, action: string) => {
    await settings(page)
      .getByRole('button', { name: `Actions of step ${step}` })
      .click();
    await page.getByRole('menuitem', { name: action }).click();
  };
  const step = (name: string) => settings(page).getByRole('button', { name });
  await settings(page).getByRole('button', { name: 'Add step' }).click();
  await page.keyboard.type('SORT');
  await page.getByRole('option', { name: 'SORT', exact: false }).first().click();
  await settings(page).getByRole('button', { name: 'Add to Sort by' }).click();
  const entry = settings(page).getByRole('group', { name: 'Sort by, entry 1' });
  await entry.getByRole('button', { name: /^Column/ }).click();
  await page.getByRole('option', { name: 'who' }).click();
  await entry.getByRole('button', { name: /^Ordering/ }).click();
  await page.getByRole('option', { name: 'DESCENDING' }).click();
  await expect(data(page).locator('tbody tr').first()).toContainText('Linus');
  await expectAccessible(page);

  await act(1, 'Duplicate');
  await expect(step('Step 3: SORT')).toBeVisible();
  await expect(settings(page).getByText(/^step 2, RENAME: /)).toBeVisible();
  await settings(page).getByRole('button', { name: 'Edit as JSON' }).click();
  await settings(page).getByLabel('Step as JSON').press('Control+a');
  await page.keyboard.insertText(
    '{"Action":{"Operation":"DELETE","Parameters":{"sourceColumns":"[\\"preview\\"]"}}}',
  );
  await expect(step('Step 2: DELETE')).toBeVisible();
  await settings(page).getByRole('button', { name: 'Edit as a form' }).click();
  await expect(settings(page).getByRole('button', { name: 'Remove preview' })).toBeVisible();
  await act(2, 'Move down');
  await expect(step('Step 3: DELETE')).toBeVisible();
  await act(2, 'Remove');
  await expect(step('Step 2: DELETE')).toBeVisible();
  await expect(step('Step 3')).toBeHidden();
});
