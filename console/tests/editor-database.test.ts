import type { Page } from '@playwright/test';
import { choose, settings } from './editor-page';
import { call, expect, expectAccessible, test } from './fixtures';
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

async function prepare(page: Page): Promise<void> {
  await prepareTutorial(page);
  await call(page, 'AWSGlue.CreateConnection', {
    ConnectionInput: {
      Name: 'warehouse',
      ConnectionType: 'JDBC',
      ConnectionProperties: { JDBC_CONNECTION_URL: URL, USERNAME: 'u', PASSWORD: 'p' },
    },
  });
  await createJob(page, 'direct', GRAPH);
}

const link = (page: Page, name: string) => settings(page).getByRole('link', { name });

test('nodes over databases are filled in with a connection', async ({ console: page }) => {
  await prepare(page);
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
