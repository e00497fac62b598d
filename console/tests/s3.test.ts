import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, put, test } from './fixtures';

const USERS = 'email,country\nada@example.org,ES\ngrace@example.org,FR\n';

test('a bucket is created, found, emptied and deleted', async ({ console: page }) => {
  await page.getByRole('link', { name: 'Amazon S3' }).click();
  await expect(page.getByText('No buckets')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Create bucket' }).first().click();
  await page.getByLabel('Bucket name').fill('No');
  await page.getByRole('button', { name: 'Create bucket' }).click();
  await expect(page.getByText('Use 3 to 63 characters').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Bucket name').fill('ccbda-data');
  await page.getByRole('button', { name: 'Show as CLI call' }).click();
  await expect(page.getByText('aws s3api create-bucket --bucket ccbda-data')).toBeVisible();
  await page.getByRole('button', { name: 'Create bucket' }).click();
  await expect(page.getByText('Bucket ccbda-data has been created').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'ccbda-data' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('searchbox', { name: 'Find buckets' }).fill('other');
  await expect(page.getByText('No matches')).toBeVisible();
  expect(page.url()).toContain('q=other');
  await page.getByRole('button', { name: 'Clear filter' }).last().click();

  await put(page, 'ccbda-data/a.txt', 'a');
  await page.getByRole('radio', { name: 'Select ccbda-data' }).check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByLabel('Confirmation').fill('ccbda-data');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText(/has objects/).first()).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Empty' }).click();
  await page.getByLabel('Confirmation').fill('permanently delete');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Empty' }).click();
  await expect(
    page.getByText('Bucket ccbda-data is empty: 1 object deleted').first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByLabel('Confirmation').fill('ccbda-data');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No buckets')).toBeVisible();
});

test('files are uploaded into a folder, looked at, renamed, downloaded and deleted', async ({
  console: page,
}) => {
  await put(page, 'lake');
  await page.goto('/s3/buckets/lake');
  await page.getByRole('button', { name: 'Create folder' }).click();
  await page.getByLabel('Folder name').fill('landing_zone');
  await page.getByRole('dialog').getByRole('button', { name: 'Create folder' }).click();
  await page.getByRole('link', { name: 'landing_zone/' }).click();
  await expect(page.getByText('No objects')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Upload' }).first().click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add files' }).click();
  await (
    await chooser
  ).setFiles([
    { name: 'users.csv', mimeType: 'text/csv', buffer: Buffer.from(USERS) },
    { name: 'large.bin', mimeType: '', buffer: Buffer.alloc(20 * 1024 * 1024, 7) },
  ]);
  await expect(page.getByRole('row', { name: /users\.csv/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(page.getByText('2 files uploaded').first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Succeeded')).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.getByRole('row', { name: /large\.bin.*20 MB/ })).toBeVisible();

  await page.getByRole('link', { name: 'users.csv' }).click();
  await expect(page.getByRole('cell', { name: 'ada@example.org' })).toBeVisible();
  await expect(page.getByText(/all 2 rows/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Column profile' }).click();
  await expect(page.getByRole('rowheader', { name: 'country' })).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toBe(USERS);
  await page.getByRole('tab', { name: 'Properties' }).click();
  await expect(page.getByText('s3://lake/landing_zone/users.csv')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'landing_zone/' }).click();
  await page.getByRole('checkbox', { name: 'Select landing_zone/users.csv' }).check();
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByLabel('New name').fill('large.bin');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByText('There is already an object named large.bin').first()).toBeVisible();
  await page.getByLabel('New name').fill('people.csv');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('link', { name: 'people.csv' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'users.csv' })).toHaveCount(0);

  await page.getByRole('link', { name: 'lake', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Select landing_zone/', exact: true }).check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByLabel('Confirmation').fill('permanently delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('3 objects deleted').first()).toBeVisible();
  await expect(page.getByText('No objects')).toBeVisible();
});

test('keys with characters of every kind are shown and opened', async ({ console: page }) => {
  await put(page, 'lake');
  const name = 'a+b %20 & <b>ü ?#.txt';
  await put(page, `lake/${encodeURIComponent(name)}`, 'the text');
  await page.goto('/s3/buckets/lake');
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByText('the text')).toBeVisible();
});

test('a bucket that does not exist says so', async ({ console: page }) => {
  await page.goto('/s3/buckets/nowhere');
  await expect(page.getByText('Could not load objects').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
  await expectAccessible(page);
});
