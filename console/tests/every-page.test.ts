import type { Page } from '@playwright/test';
import { pages } from '../src/app/pages';
import { call, expect, test, violationsOf } from './fixtures';
import { createJob, prepareTutorial, SMALL_GRAPH } from './tutorial-data';

/** An address, and words that its page shows when all of it is there. */
type Example = readonly [address: string, words: string | RegExp];

const TABLE = '/catalog/tables/view/landing_zone_db/leads';
const KEY = 'landing_zone%2Fleads%2Fform_leads.csv';

/** Examples of each path of the app's table of pages. A new page needs one here. */
const EXAMPLES: Record<string, readonly Example[]> = {
  '': [['/', 'Succeeded']],
  'catalog/databases': [['/catalog/databases', 'landing_zone_db']],
  'catalog/databases/add': [['/catalog/databases/add', 'Database details']],
  'catalog/databases/view/:database': [
    ['/catalog/databases/view/landing_zone_db', 'article_hits'],
    ['/catalog/databases/view/nowhere', 'Retry'],
  ],
  'catalog/tables': [
    ['/catalog/tables', 'article_hits'],
    ['/catalog/tables?q=nothing', 'No matches'],
  ],
  'catalog/tables/add': [['/catalog/tables/add', 'Data location is specified in']],
  'catalog/tables/view/:database/:table': [
    [TABLE, 'preview'],
    [`${TABLE}?tab=versions`, 'Current version'],
    [`${TABLE}?tab=lineage`, 'Jobs that read or write this table'],
    ['/catalog/tables/view/landing_zone_db/names?tab=lineage&picture=', 'A dashed line is'],
    [`${TABLE}?tab=data`, 'grace@example.org'],
    [`${TABLE}?tab=properties`, 'classification'],
  ],
  'catalog/tables/schema/:database/:table': [
    ['/catalog/tables/schema/landing_zone_db/leads', 'bigint'],
  ],
  'catalog/connections': [['/catalog/connections', 'jdbc:postgresql://db.example:5432/signup']],
  'catalog/connections/create': [['/catalog/connections/create', 'Require SSL connection']],
  'catalog/connections/view/:connection': [
    ['/catalog/connections/view/warehouse', 'JDBC_CONNECTION_URL'],
    ['/catalog/connections/view/nowhere', 'Retry'],
  ],
  'catalog/connections/edit/:connection': [
    ['/catalog/connections/edit/warehouse', 'Enter the password again'],
    ['/catalog/connections/edit/brokers', 'aws glue update-connection'],
  ],
  'jobs/create/visual': [['/jobs/create/visual', 'Start with a source']],
  'jobs/:name': [
    ['/jobs/small', 'Select a node to see its settings'],
    ['/jobs/small?node=node-2', 'Linus'],
    ['/jobs/small?node=node-3', 'Compression Type'],
    ['/jobs/direct?node=node-2', 'Write mode'],
    ['/jobs/small?tab=script', 'COPY'],
    ['/jobs/small?tab=details', 'Glue version'],
    ['/jobs/small?tab=runs', 'Run details'],
    ['/jobs/small?tab=versions', /^Version|There are no versions yet/],
  ],
  jobs: [['/jobs', 'Succeeded']],
  'jobs/create/upload': [['/jobs/create/upload', 'Or paste the JSON']],
  monitoring: [['/monitoring', 'Runs over time']],
  query: [
    ['/query', 'landing_zone_db'],
    ['/query?statement=SELECT+1&database=landing_zone_db', 'Run a query to see its result'],
  ],
  'query/history': [['/query/history', 'SELECT 1 AS one']],
  'query/saved': [['/query/saved', 'Everybody']],
  s3: [['/s3', 'ccbda-data']],
  's3/bucket/create': [['/s3/bucket/create', 'Object Ownership']],
  's3/buckets/:bucket': [
    ['/s3/buckets/ccbda-data', 'landing_zone'],
    ['/s3/buckets/ccbda-data?prefix=landing_zone%2F', 'article_hits'],
    ['/s3/buckets/ccbda-data?tab=properties', 'Bucket overview'],
  ],
  's3/upload/:bucket': [['/s3/upload/ccbda-data', 'Add files']],
  's3/object/:bucket': [
    [`/s3/object/ccbda-data?key=${KEY}`, 'grace@example.org'],
    [`/s3/object/ccbda-data?key=${KEY}&tab=properties`, 'Object overview'],
  ],
  settings: [['/settings', 'Access key']],
  '*': [['/nothing/here', 'There is no such page']],
};

/** Leads, put into a table of a database. */
const DATABASE_GRAPH = {
  'node-1': SMALL_GRAPH['node-1'],
  'node-2': {
    JDBCConnectorTarget: {
      Name: 'Warehouse',
      Inputs: ['node-1'],
      ConnectionName: 'warehouse',
      ConnectionTable: 'leads',
      ConnectorName: 'jdbc',
      ConnectionType: 'custom.jdbc',
      AdditionalOptions: { writeMode: 'merge', mergeKeys: 'id' },
    },
  },
};

const SIGN_IN: readonly Example[] = [
  ['/sign-in', 'Access key ID'],
  ['/sign-in?back=%2Fs3', 'The session has ended'],
  ['/sign-in?link=used', 'Sign in with this link'],
];

const LOOKS = [
  { name: 'light at 1280 px', width: 1280, dark: false, density: 'comfortable' },
  { name: 'dark and compact at 1280 px', width: 1280, dark: true, density: 'compact' },
  { name: 'light at 400 px', width: 400, dark: false, density: 'comfortable' },
] as const;

/** Something for each page to show. */
async function fill(page: Page): Promise<void> {
  await prepareTutorial(page);
  await createJob(page, 'small', SMALL_GRAPH);
  await createJob(page, 'direct', DATABASE_GRAPH);
  await call(page, 'AWSGlue.CreateTable', {
    DatabaseName: 'landing_zone_db',
    TableInput: {
      Name: 'names',
      StorageDescriptor: {
        Location: 's3://ccbda-data/transformed_zone/',
        Columns: [{ Name: 'name', Type: 'string' }],
      },
    },
  });
  await call(page, 'AWSGlue.CreateConnection', {
    ConnectionInput: {
      Name: 'warehouse',
      ConnectionType: 'JDBC',
      ConnectionProperties: {
        JDBC_CONNECTION_URL: 'jdbc:postgresql://db.example:5432/signup',
        USERNAME: 'reader',
        PASSWORD: 'correct-horse',
      },
    },
  });
  await call(page, 'AWSGlue.CreateConnection', {
    ConnectionInput: {
      Name: 'brokers',
      ConnectionType: 'KAFKA',
      ConnectionProperties: { KAFKA_BOOTSTRAP_SERVERS: 'broker.example:9092' },
    },
  });
  await call(page, 'AWSGlue.StartJobRun', { JobName: 'small' });
  await call(page, 'AmazonAthena.StartQueryExecution', {
    QueryString: 'SELECT 1 AS one',
    ResultConfiguration: { OutputLocation: 's3://ccbda-data/athena/' },
  });
  await call(page, 'AmazonAthena.CreateNamedQuery', {
    Name: 'Everybody',
    Database: 'landing_zone_db',
    QueryString: 'SELECT * FROM users',
  });
  await expect
    .poll(async () => JSON.stringify(await call(page, 'AWSGlue.GetJobRuns', { JobName: 'small' })))
    .toContain('SUCCEEDED');
}

async function look(page: Page, [address, words]: Example, width: number): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('main').getByText(words).first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect.soft(await violationsOf(page), address).toEqual([]);
  const needed = await page.evaluate(() =>
    Math.max(document.documentElement.scrollWidth, document.body.scrollWidth),
  );
  expect.soft(needed, `${address} needs no scrolling sideways`).toBeLessThanOrEqual(width);
  // Nothing lies over what the page is called.
  const heading = page.getByRole('heading', { level: 1 }).first();
  if (await heading.isVisible()) await heading.click({ trial: true });
}

/** Pages are opened in three parts, so that no test takes too long. */
function areaOf(path: string): string {
  const [first = ''] = path.split('/');
  return first === 'catalog' || first === 'jobs' ? first : '';
}

test('each page of the app has an example', () => {
  const paths = pages.map(({ path }) => path ?? '');
  expect(Object.keys(EXAMPLES).toSorted()).toEqual([...paths, '*'].toSorted());
});

for (const { name, width, dark, density } of LOOKS) {
  for (const area of ['catalog', 'jobs', '']) {
    const examples = Object.entries(EXAMPLES)
      .filter(([path]) => areaOf(path) === area)
      .flatMap(([, some]) => some);
    test(`every page of ${area || 'the rest'} can be read, ${name}`, async ({ console: page }) => {
      test.setTimeout(600_000);
      await fill(page);
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
      await page.evaluate(
        chosen => localStorage.setItem('tenon.density', JSON.stringify(chosen)),
        density,
      );
      for (const example of examples) await look(page, example, width);
      if (area !== '') return;
      await page.context().clearCookies();
      for (const example of SIGN_IN) await look(page, example, width);
    });
  }
}
