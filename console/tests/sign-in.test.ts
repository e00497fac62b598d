import { expect, expectAccessible, signIn, test, watch } from './fixtures';

test('an access key signs in and leads to the page that was asked for', async ({
  page,
  server,
}) => {
  const complaints = watch(page);
  await page.goto('/s3');
  await expect(page.getByRole('heading', { name: 'Sign in to Tenon' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Enter a value').first()).toBeVisible();
  await page.getByLabel('Access key ID').fill(server.keys.id);
  await page.getByLabel('Secret access key').fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Could not sign in').first()).toBeVisible();
  await page.getByLabel('Secret access key').fill(server.keys.secret);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Buckets/ })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/s3');
  expect(complaints()).toEqual([]);
});

test('the one-time link signs in by a click, once', async ({ page, server, browser }) => {
  const link = server.signInLink();
  await page.goto(link);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign in with this link' }).click();
  await expect(page.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible();

  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await other.getByRole('button', { name: 'Sign in with this link' }).click();
  await expect(other.getByText('Could not sign in').first()).toBeVisible();
  await other.getByRole('button', { name: 'Use an access key instead' }).click();
  await expect(other.getByLabel('Access key ID')).toBeVisible();
});

test('signing out leads to the sign-in page, and so does a session that is gone', async ({
  console: page,
  server,
}) => {
  await page.getByRole('button', { name: /^[A-Z0-9]{16,}/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Tenon' })).toBeVisible();

  await signIn(page, server);
  await page.context().clearCookies();
  await page.getByRole('link', { name: 'Databases' }).click();
  await expect(page.getByText('The session has ended')).toBeVisible();
  await page.getByLabel('Access key ID').fill(server.keys.id);
  await page.getByLabel('Secret access key').fill(server.keys.secret);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Databases/ })).toBeVisible();
});

test('colours and density are chosen and kept', async ({ console: page }) => {
  await page.getByRole('button', { name: 'Appearance' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Dark' }).click();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Appearance' }).click();
  await expect(page.getByRole('menuitemcheckbox', { name: 'Dark' })).toBeChecked();
});

test('an address without a page says so', async ({ console: page }) => {
  await page.goto('/nothing/here');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await expectAccessible(page);
});
