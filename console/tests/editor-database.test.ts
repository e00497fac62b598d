import type { Page } from '@playwright/test';
import { addNode, card, choose, data, nameNode, settings } from './editor-page';
import { call, expect, expectAccessible, test } from './fixtures';
import { PostgreSql } from './postgresql';
import { createJob, prepareTutorial } from './tutorial-data';

// Nobody listens at port 1: what is drawn does not depend on what the database answers.
const URL = 'jdbc:postgresql://127.0.0.1:1/signup';
const CONNECTOR = { ConnectorName: 'jdbc', ConnectionType: 'custom.jdbc' };

const GRAPH = {
  'node-1': {
    S3CatalogSource: { Name: 'Leads', Database: 'landing_zone_db', Table: 'leads' },
  },
  'node-2': {
    JDBCConnectorTarget: {
      Name: 'Warehouse',
      Inputs: ['node-1'],
      ConnectionName: 'old',
      ConnectionTable: 'leads',
      ...CONNECTOR,
      AdditionalOptions: { batchsize: '10' },
    },
  },
  'node-3': {
    JDBCConnectorSource: {
      Name: 'Hits',
      ConnectionName: 'old',
      ConnectionTable: 'hits',
      ...CONNECTOR,
    },
  },
  'node-4': {
    DirectJDBCSource: {
      Name: 'Feeds',
      Database: 'other',
      Table: 'form_feeds',
      ConnectionName: 'old',
      ConnectionType: 'mysql',
    },
  },
};

/** The connection "warehouse", and what else the tests start from. */
async function prepare(page: Page, url: string, user = 'u', password = 'p'): Promise<void> {
  await prepareTutorial(page);
  await call(page, 'AWSGlue.CreateConnection', {
    ConnectionInput: {
      Name: 'warehouse',
      ConnectionType: 'JDBC',
      ConnectionProperties: { JDBC_CONNECTION_URL: url, USERNAME: user, PASSWORD: password },
    },
  });
}

const link = (page: Page, name: string) => settings(page).getByRole('link', { name });

test('nodes over databases are filled in with a connection', async ({ console: page }) => {
  await prepare(page, URL);
  await createJob(page, 'direct', GRAPH);
  await page.goto('/jobs/direct?node=node-2');
  await choose(page, 'Connection', 'warehouse');
  await expect(link(page, 'Create connection')).toHaveAttribute('target', '_blank');
  await expect(link(page, 'Show connection warehouse')).toBeVisible();
  await settings(page).getByRole('textbox', { name: 'Table name' }).fill('sales.leads');
  await settings(page).getByRole('radio', { name: 'Merge' }).check();
  await settings(page)
    .getByRole('button', { name: /^Merge keys/ })
    .click();
  await page.getByRole('option', { name: 'id' }).click();
  await page.keyboard.press('Escape');
  await settings(page).getByRole('checkbox', { name: 'Create the table' }).check();
  await settings(page).getByRole('button', { name: 'More settings' }).click();
  await expect(settings(page).getByRole('textbox', { name: /Value 1$/ })).toHaveValue('10');
  await expectAccessible(page);

  await page.goto('/jobs/direct?node=node-3');
  await page.getByRole('button', { name: 'Restore changes' }).click();
  await choose(page, 'Connection', 'warehouse');
  await settings(page).getByRole('radio', { name: 'A query' }).check();
  await settings(page).getByRole('textbox', { name: 'Query code' }).fill('SELECT * FROM hits');
  await settings(page).getByRole('textbox', { name: 'Filter predicate' }).fill('feed_id > 1');
  await settings(page).getByRole('button', { name: 'Add value' }).click();
  await settings(page).getByRole('textbox', { name: 'Job bookmark keys 1' }).fill('id');
  await expectAccessible(page);

  await page.goto('/jobs/direct?node=node-4');
  await page.getByRole('button', { name: 'Restore changes' }).click();
  await choose(page, 'Connection old', 'warehouse');
  await expect(settings(page).getByRole('textbox', { name: 'Database' })).toHaveValue('signup');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Job direct is saved').first()).toBeVisible();

  const { Job } = (await call(page, 'AWSGlue.GetJob', { JobName: 'direct' })) as {
    Job: { CodeGenConfigurationNodes: object };
  };
  expect(Job.CodeGenConfigurationNodes).toEqual({
    ...GRAPH,
    'node-2': {
      JDBCConnectorTarget: {
        Name: 'Warehouse',
        Inputs: ['node-1'],
        ConnectionName: 'warehouse',
        ConnectionTable: 'sales.leads',
        ...CONNECTOR,
        AdditionalOptions: {
          batchsize: '10',
          writeMode: 'merge',
          mergeKeys: 'id',
          createTable: 'true',
        },
      },
    },
    'node-3': {
      JDBCConnectorSource: {
        Name: 'Hits',
        ConnectionName: 'warehouse',
        Query: 'SELECT * FROM hits',
        ...CONNECTOR,
        AdditionalOptions: { FilterPredicate: 'feed_id > 1', JobBookmarkKeys: ['id'] },
      },
    },
    'node-4': {
      DirectJDBCSource: {
        Name: 'Feeds',
        Database: 'signup',
        Table: 'form_feeds',
        ConnectionName: 'warehouse',
        ConnectionType: 'postgresql',
      },
    },
  });
});

/** A database with a table of hits, and the connection that leads to it. */
async function prepareHits(page: Page): Promise<PostgreSql> {
  const database = await PostgreSql.start();
  await database.run(
    "CREATE TABLE hits AS SELECT * FROM (VALUES (1, 'news'), (2, 'sport')) AS rows(id, feed)",
  );
  const { host, port, dbname, user, password } = database.settings;
  await prepare(page, `jdbc:postgresql://${host}:${port}/${dbname}`, user, password);
  return database;
}

async function openDetails(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Job details' }).click();
}

test('a job reads a database from its bookmark on, which is shown and reset', async ({
  console: page,
}) => {
  const database = await prepareHits(page);
  try {
    await page.goto('/jobs/create/visual');
    await page.getByRole('textbox', { name: 'Job name' }).fill('hits');
    await addNode(page, 'Sources', 'JDBC connector');
    await nameNode(page, 'Hits');
    await choose(page, 'Connection', 'warehouse');
    await settings(page).getByRole('textbox', { name: 'Table name' }).fill('hits');
    await settings(page).getByRole('button', { name: 'Add value' }).click();
    await settings(page).getByRole('textbox', { name: 'Job bookmark keys 1' }).fill('id');
    await expect(data(page).getByRole('cell', { name: 'sport' })).toBeVisible();
    await expectAccessible(page);
    await addNode(page, 'Targets', 'Amazon S3');
    await nameNode(page, 'Zone');
    await choose(page, 'Format', 'Parquet');
    await settings(page)
      .getByRole('searchbox', { name: 'S3 Target Location' })
      .fill('s3://ccbda-data/hits/');
    await openDetails(page);
    await page.getByRole('button', { name: /^Job bookmark/ }).click();
    await page.getByRole('option', { name: 'Enable' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Job hits is saved').first()).toBeVisible();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('tab', { name: 'Visual', exact: true }).click();
    await expect(card(page, 'Zone, .*2 rows')).toBeVisible();

    await openDetails(page);
    const read = page.getByRole('table', { name: 'What has been read, by node' });
    await expect(read.getByRole('row', { name: /Hits .*hits id 2/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Reset job bookmark' }).click();
    const dialog = page.getByRole('dialog', { name: 'Reset the bookmark of hits?' });
    await dialog.getByRole('button', { name: 'Show as CLI call' }).click();
    await expect(dialog.getByText('aws glue reset-job-bookmark --job-name hits')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Reset job bookmark' }).click();
    await expect(page.getByText('The bookmark of hits has been reset').first()).toBeVisible();
    await expect(page.getByText('No node has read anything yet.')).toBeVisible();
  } finally {
    await database.stop();
  }
});

test('a table of the catalog that is in a database shows its rows', async ({ console: page }) => {
  const database = await prepareHits(page);
  try {
    await call(page, 'AWSGlue.CreateTable', {
      DatabaseName: 'landing_zone_db',
      TableInput: {
        Name: 'hits',
        Parameters: { classification: 'postgresql', connectionName: 'warehouse' },
        StorageDescriptor: {
          Location: `${database.settings.dbname}.public.hits`,
          Columns: [
            { Name: 'id', Type: 'int' },
            { Name: 'feed', Type: 'string' },
          ],
        },
      },
    });
    await page.goto('/catalog/tables/view/landing_zone_db/hits');
    await expect(page.getByRole('main').getByRole('link', { name: 'warehouse' })).toBeVisible();
    await page.getByRole('button', { name: 'View data' }).click();
    await expect(page.getByRole('cell', { name: 'sport' })).toBeVisible();
    await page.getByRole('tab', { name: 'Advanced properties' }).click();
    await expect(page.getByRole('row', { name: 'connectionName warehouse' })).toBeVisible();
    await expectAccessible(page);
  } finally {
    await database.stop();
  }
});

test('rows are merged into a table of a database, which the run makes', async ({
  console: page,
}) => {
  const database = await prepareHits(page);
  try {
    await page.goto('/jobs/create/visual');
    await page.getByRole('textbox', { name: 'Job name' }).fill('load');
    await addNode(page, 'Sources', 'Amazon S3');
    await settings(page).getByLabel('Data Catalog table').check();
    await choose(page, 'Database', 'landing_zone_db');
    await choose(page, 'Table', 'leads');
    await addNode(page, 'Targets', 'JDBC connector');
    await nameNode(page, 'Warehouse');
    await choose(page, 'Connection', 'warehouse');
    await settings(page).getByRole('textbox', { name: 'Table name' }).fill('leads');
    await settings(page).getByRole('radio', { name: 'Merge' }).check();
    await settings(page)
      .getByRole('button', { name: /^Merge keys/ })
      .click();
    await page.getByRole('option', { name: 'id' }).click();
    await page.keyboard.press('Escape');
    await settings(page).getByRole('checkbox', { name: 'Create the table' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Job load is saved').first()).toBeVisible();
    const run = page.getByRole('button', { name: 'Run', exact: true });
    const names = () => database.run('SELECT name FROM leads ORDER BY id');
    await run.click();
    await expect(card(page, 'Warehouse, .*3 rows')).toBeVisible();
    expect(await names()).toEqual(['Ada', 'Grace', 'Linus']);
    await database.run("UPDATE leads SET name = 'old', id = id + (id - 1) * 7");
    expect(await names()).toEqual(['old', 'old', 'old']);
    await run.click();
    await expect.poll(names).toEqual(['Ada', 'Grace', 'Linus', 'old', 'old']);
  } finally {
    await database.stop();
  }
});
