import type { Page } from '@playwright/test';
import { follow, go, pick, press, told, type, type Place } from './by-hand';
import { expect } from './fixtures';
import type { ChosenFile } from './tutorial-files';

// The tutorial's sections 2.0.1 and 2.1 by hand: the landing zone, and the catalog of what lies in it.

export const BUCKET = 'ccbda-data';
export const DATABASE = 'landing_zone_db';

/** The tutorial's tables, and the folders that hold their files. */
export const TABLES = [
  {
    table: 'users',
    folder: 'users',
    columns: [
      ['email', 'string'],
      ['country', 'string'],
    ],
  },
  {
    table: 'article_hits',
    folder: 'article_hits',
    columns: [
      ['id', 'bigint'],
      ['timestamp', 'timestamp'],
      ['feed_id', 'bigint'],
      ['lead_id', 'bigint'],
    ],
  },
  {
    table: 'leads',
    folder: 'form_leads',
    columns: [
      ['id', 'bigint'],
      ['name', 'string'],
      ['email', 'string'],
      ['preview', 'string'],
    ],
  },
] as const;

export async function createBucket(page: Page): Promise<void> {
  await go(page, 'Amazon S3');
  await press(page, 'Create bucket');
  await type(page, 'Bucket name', BUCKET);
  for (const setting of [
    'General purpose',
    'ACLs disabled (recommended)',
    'Block all public access',
  ]) {
    await expect(page.getByText(setting).first()).toBeVisible();
  }
  await press(page, 'Create bucket');
  await told(page, `Bucket ${BUCKET} has been created`);
}

export async function createFolders(page: Page): Promise<void> {
  const create = async (name: string) => {
    await press(page, 'Create folder');
    const dialog = page.getByRole('dialog', { name: 'Create folder' });
    await type(dialog, 'Folder name', name);
    await press(dialog, 'Create folder');
    await expect(page.getByRole('link', { name: `${name}/`, exact: true })).toBeVisible();
  };
  await follow(page, BUCKET);
  await create('landing_zone');
  await create('transformed_zone');
  await follow(page, 'landing_zone/');
  await create('csv_files');
  await follow(page, 'csv_files/');
  for (const { folder } of TABLES) await create(folder);
}

export async function upload(page: Page, folder: string, file: ChosenFile): Promise<void> {
  await follow(page, `${folder}/`);
  await press(page, 'Upload');
  const chooser = page.waitForEvent('filechooser');
  await press(page, 'Add files');
  await (await chooser).setFiles(file);
  await expect(page.getByRole('cell', { name: file.name })).toBeVisible();
  await press(page, 'Upload');
  await told(page, '1 file uploaded');
  await press(page, 'Close');
  await expect(page.getByRole('link', { name: file.name })).toBeVisible();
  if (folder === 'users') {
    await follow(page, file.name);
    await expect(page.getByRole('cell', { name: 'lead1@example.org' })).toBeVisible();
  }
  await follow(page, 'csv_files/');
}

export async function createDatabase(page: Page): Promise<void> {
  await go(page, 'Databases');
  await press(page, 'Add database');
  await type(page, 'Name', DATABASE);
  await press(page, 'Create database');
  await told(page, `Database ${DATABASE} has been created`);
  await follow(page, DATABASE);
}

/** Chooses a folder in a dialog that shows buckets; the button at its left, not its name. */
export async function browse(page: Page, folders: readonly string[], last: string): Promise<void> {
  await press(page, 'Browse S3');
  const dialog = page.getByRole('dialog');
  for (const folder of folders) await press(dialog, folder);
  await dialog.getByRole('row', { name: last }).getByRole('radio').click();
  await press(dialog, 'Choose');
  await expect(dialog).toHaveCount(0);
}

export async function addTable(
  page: Page,
  table: string,
  folder: string,
  columns: readonly (readonly [string, string])[],
): Promise<void> {
  await press(page, 'Add table');
  await type(page, 'Name', table);
  await expect(
    page.getByRole('button', { name: new RegExp(`^Database.*${DATABASE}`) }),
  ).toBeVisible();
  for (const chosen of ['Standard AWS Glue table (default)', 'S3', 'My account', 'CSV']) {
    await expect(page.getByRole('radio', { name: chosen, exact: true })).toBeChecked();
  }
  await browse(page, [BUCKET, 'landing_zone/', 'csv_files/'], folder);
  await expect(page.getByRole('searchbox', { name: 'Include path' })).toHaveValue(
    `s3://${BUCKET}/landing_zone/csv_files/${folder}/`,
  );
  await pick(page, /^Delimiter/, 'Comma (,)');
  await press(page, 'Next');
  await expect(page.getByRole('radio', { name: 'Define or upload schema' })).toBeChecked();
  for (const [name, kind] of columns) {
    await press(page, 'Add');
    const dialog = page.getByRole('dialog', { name: 'Add column' });
    await type(dialog, 'Name', name);
    if (kind !== 'string') await typeKind(dialog, kind);
    await press(dialog, 'Save');
    await expect(page.getByRole('row', { name: `${name} ${kind}` })).toBeVisible();
  }
  await press(page, 'Next');
  await press(page, 'Create');
  await told(page, `Table ${table} has been created`);
}

async function typeKind(dialog: Place, kind: string): Promise<void> {
  const field = dialog.getByRole('combobox', { name: 'Data type' });
  await field.click();
  await field.press('Control+a');
  await field.pressSequentially(kind);
  await field.press('Escape');
  await expect(field).toHaveValue(kind);
}
