import type { Page } from '@playwright/test';
import { call, expect, expectAccessible, put, test } from './fixtures';

const USERS = 'ada@example.org,ES\ngrace@example.org,FR\n';

/** A bucket, a database and in it the table users, by the API. */
async function makeUsers(page: Page): Promise<void> {
  await put(page, 'lake');
  await put(page, 'lake/users/users.csv', USERS);
  await call(page, 'AWSGlue.CreateDatabase', { DatabaseInput: { Name: 'landing' } });
  await call(page, 'AWSGlue.CreateTable', {
    DatabaseName: 'landing',
    TableInput: {
      Name: 'users',
      Parameters: { classification: 'csv' },
      StorageDescriptor: {
        Location: 's3://lake/users/',
        Columns: [
          { Name: 'email', Type: 'string' },
          { Name: 'country', Type: 'string' },
        ],
        SerdeInfo: { Parameters: { 'field.delim': ',' } },
      },
    },
  });
}

test('a database and a table are made as the tutorial makes them', async ({ console: page }) => {
  await put(page, 'lake');
  await put(page, 'lake/csv_files/users/users.csv', USERS);
  await page.getByRole('link', { name: 'Databases' }).click();
  await expect(page.getByText('No databases')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add database' }).first().click();
  await page.getByRole('button', { name: 'Create database' }).click();
  await expect(page.getByText('Enter a name').first()).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('landing_zone_db');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create database' }).click();
  await page.getByRole('link', { name: 'landing_zone_db' }).click();
  await expect(page.getByText('Database properties')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Add table' }).first().click();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('Enter where the files are').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Name', { exact: true }).fill('users');
  await page.getByRole('button', { name: 'Browse S3' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'lake' }).click();
  await dialog.getByRole('button', { name: 'csv_files/' }).click();
  await dialog.getByRole('row', { name: /users/ }).getByRole('radio').check();
  await dialog.getByRole('button', { name: 'Choose' }).click();
  await expect(page.getByPlaceholder('s3://bucket/folder/')).toHaveValue(
    's3://lake/csv_files/users/',
  );
  await page.getByPlaceholder('s3://bucket/folder/').fill('s3://lake/csv_files/users');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('End with a slash (/)').first()).toBeVisible();
  await page.getByPlaceholder('s3://bucket/folder/').fill('s3://lake/csv_files/users/');
  await page.getByRole('button', { name: 'Next' }).click();

  await expect(page.getByRole('radio', { name: 'Define or upload schema' })).toBeChecked();
  await page.getByRole('button', { name: 'Infer from files' }).click();
  await expect(page.getByRole('rowheader', { name: 'col0' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select all columns' }).check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  for (const name of ['email', 'country']) {
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByLabel('Name', { exact: true }).fill(name);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('rowheader', { name })).toBeVisible();
  }
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('button', { name: 'Create', exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create', exact: true }).click();

  await page.getByRole('link', { name: 'users', exact: true }).click();
  await page.getByRole('tab', { name: 'Data' }).click();
  await expect(page.getByRole('cell', { name: 'grace@example.org' })).toBeVisible();
  await expectAccessible(page);
});

test('a schema is edited, also as JSON, and its versions are compared', async ({
  console: page,
}) => {
  await makeUsers(page);
  await page.getByRole('link', { name: 'Tables' }).click();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'users', exact: true }).click();
  await expect(page.getByRole('rowheader', { name: 'email' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Edit schema' }).click();
  await page.getByRole('checkbox', { name: 'Select country' }).check();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Data type').fill('varchar(2)');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Edit schema as JSON' }).click();
  const json = page.getByRole('dialog').getByRole('textbox');
  await json.fill('[{"Name": "email"}, {"Name": "email"}]');
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('There are two columns named email').first()).toBeVisible();
  await expectAccessible(page);
  await json.fill('[{"Name": "email", "Type": "string"}, {"Name": "land", "Type": "string"}]');
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save as new table version' }).click();
  await expect(page.getByRole('rowheader', { name: 'land' })).toBeVisible();

  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByRole('checkbox', { name: 'Select all versions' }).check();
  await page.getByRole('button', { name: 'Compare versions' }).click();
  await expect(page.getByRole('row', { name: /land.*Added/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /country.*Removed/ })).toBeVisible();
  await expectAccessible(page);
});

test('an earlier version of a table is restored', async ({ console: page }) => {
  await makeUsers(page);
  const changed = { Name: 'users', StorageDescriptor: { Columns: [{ Name: 'only' }] } };
  await call(page, 'AWSGlue.UpdateTable', { DatabaseName: 'landing', TableInput: changed });
  await page.goto('/catalog/tables/view/landing/users?tab=versions');
  const restore = page.getByRole('button', { name: 'Restore version' });
  await page.getByRole('checkbox', { name: 'Select Version 1' }).check();
  await expect(restore).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Select Version 1' }).uncheck();
  await page.getByRole('checkbox', { name: 'Select Version 0' }).check();
  await restore.click();
  const dialog = page.getByRole('dialog', { name: 'Restore version 0?' });
  await dialog.getByRole('button', { name: 'Show as CLI call' }).click();
  await expect(dialog.getByText(/aws glue update-table --database-name landing/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('Version 0 of users has been restored').first()).toBeVisible();
  await expect(page.getByRole('row', { name: /2 Current version/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Schema' }).click();
  await expect(page.getByRole('rowheader', { name: 'country' })).toBeVisible();
});

test('data of a table opens in the query editor', async ({ console: page }) => {
  await makeUsers(page);
  await page.goto('/catalog/tables');
  await page.getByRole('link', { name: 'Table data: users' }).click();
  const statement = page.getByText('SELECT * FROM landing.users LIMIT 10');
  await expect(statement).toBeVisible();
  await page.goto('/catalog/tables/view/landing/users');
  await page.getByRole('button', { name: 'View data' }).click();
  await expect(statement).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save and run' }).click();
  const rows = page.getByRole('table', { name: 'Rows of the result' });
  await expect(rows.getByRole('cell', { name: 'grace@example.org' })).toBeVisible();
});

test('a table tells which jobs use it, and what its columns are made of', async ({
  console: page,
}) => {
  await makeUsers(page);
  await call(page, 'AWSGlue.CreateTable', {
    DatabaseName: 'landing',
    TableInput: {
      Name: 'people',
      StorageDescriptor: {
        Location: 's3://lake/people/',
        Columns: [{ Name: 'mail', Type: 'string' }],
      },
    },
  });
  await call(page, 'AWSGlue.CreateJob', {
    Name: 'clean',
    Role: 'arn:aws:iam::000000000000:role/Glue',
    JobMode: 'VISUAL',
    Command: { Name: 'glueetl', ScriptLocation: 's3://lake/scripts/clean.py' },
    CodeGenConfigurationNodes: {
      'node-1': { S3CatalogSource: { Name: 'Users', Database: 'landing', Table: 'users' } },
      'node-2': {
        RenameField: {
          Name: 'Rename',
          Inputs: ['node-1'],
          SourcePath: ['email'],
          TargetPath: ['mail'],
        },
      },
      'node-3': {
        DropDuplicates: { Name: 'Once', Inputs: ['node-2'], Columns: [['country']] },
      },
      'node-4': {
        S3GlueParquetTarget: { Name: 'People', Inputs: ['node-3'], Path: 's3://lake/people/' },
      },
    },
  });
  await page.goto('/catalog/tables/view/landing/people');
  await page.getByRole('tab', { name: 'Lineage' }).click();
  await expect(page.getByRole('row', { name: /clean Writes People Location in S3/ })).toBeVisible();
  const columns = page.getByRole('table', { name: 'Columns that clean writes with People' });
  await expect(columns.getByRole('row', { name: 'mail email (of landing.users)' })).toBeVisible();
  await expect(page.getByText('Columns that only decide which rows there are')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Picture of the lineage' }).click();
  const picture = page.getByRole('application', { name: 'Picture of the lineage' });
  const shown = (name: string) => picture.getByRole('group', { name, exact: true });
  await expect(shown('Source column email of landing.users')).toBeVisible();
  await expect(shown('Job clean')).toBeVisible();
  await expect(shown('Column mail')).toBeVisible();
  await expect(shown('Column country')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Column', { exact: true }).click();
  await page.getByRole('option', { name: 'mail' }).click();
  await expect(shown('Column country')).toBeHidden();
  await expect(shown('Source column country of landing.users')).toBeVisible();
  await page.reload();
  await expect(shown('Column mail')).toBeVisible();
  await expect(shown('Column country')).toBeHidden();
  await columns.getByRole('link', { name: 'landing.users' }).first().click();
  await expect(
    page.getByRole('row', { name: /clean Reads Users Name of the table/ }),
  ).toBeVisible();
  await expectAccessible(page);
});

test('partitions are listed and found by an expression', async ({ console: page }) => {
  await call(page, 'AWSGlue.CreateDatabase', { DatabaseInput: { Name: 'landing' } });
  await call(page, 'AWSGlue.CreateTable', {
    DatabaseName: 'landing',
    TableInput: {
      Name: 'hits',
      PartitionKeys: [{ Name: 'year', Type: 'int' }],
      StorageDescriptor: { Location: 's3://lake/hits/', Columns: [] },
    },
    PartitionIndexes: [{ IndexName: 'by_year', Keys: ['year'] }],
  });
  for (const year of ['2025', '2026']) {
    await call(page, 'AWSGlue.CreatePartition', {
      DatabaseName: 'landing',
      TableName: 'hits',
      PartitionInput: {
        Values: [year],
        StorageDescriptor: { Location: `s3://lake/hits/year=${year}/` },
      },
    });
  }
  await page.goto('/catalog/tables/view/landing/hits?tab=partitions');
  await expect(page.getByRole('gridcell', { name: '2025', exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Filter partitions').fill('year > 2025');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('gridcell', { name: '2025', exact: true })).toHaveCount(0);
  await expect(page.getByRole('gridcell', { name: '2026', exact: true })).toBeVisible();
  await page.getByRole('tab', { name: 'Indexes' }).click();
  await expect(page.getByRole('rowheader', { name: 'by_year' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Advanced properties' }).click();
  await expectAccessible(page);
});

test('a table and a database are deleted by typing, and edited', async ({ console: page }) => {
  await makeUsers(page);
  await page.goto('/catalog/databases/view/landing');
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Description - optional').fill('what arrives');
  await page.getByRole('button', { name: 'Update database' }).click();
  await expect(page.getByText('what arrives', { exact: true })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select landing.users' }).check();
  await page.getByRole('button', { name: 'Delete', exact: true }).last().click();
  await page.getByLabel('Confirmation').fill('delete');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No tables')).toBeVisible();
  await page.getByRole('button', { name: 'Delete', exact: true }).first().click();
  await page.getByLabel('Confirmation').fill('delete');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No databases')).toBeVisible();
});

test('a table that does not exist says so', async ({ console: page }) => {
  await page.goto('/catalog/tables/view/nowhere/nothing');
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
  await expectAccessible(page);
});
