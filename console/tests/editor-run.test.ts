import type { Locator, Page } from '@playwright/test';
import { card, graph, settings } from './editor-page';
import { expect, expectAccessible, put, test } from './fixtures';
import { createJob, prepareTutorial } from './tutorial-data';

/** Leads with their hits, of which those of one feed are kept. */
const GRAPH = {
  'node-1': {
    S3CatalogSource: { Name: 'Leads', Database: 'landing_zone_db', Table: 'leads' },
  },
  'node-2': {
    S3CatalogSource: { Name: 'Hits', Database: 'landing_zone_db', Table: 'article_hits' },
  },
  'node-3': {
    ApplyMapping: {
      Name: 'Renamed hits',
      Inputs: ['node-2'],
      Mapping: ['feed_id', 'lead_id'].map(name => ({
        ToKey: `hit_${name}`,
        FromPath: [name],
        FromType: 'bigint',
        ToType: 'bigint',
        Dropped: false,
      })),
    },
  },
  'node-4': {
    Join: {
      Name: 'Join hits',
      Inputs: ['node-1', 'node-3'],
      JoinType: 'left',
      Columns: [
        { From: 'node-1', Keys: [['id']] },
        { From: 'node-3', Keys: [['hit_lead_id']] },
      ],
    },
  },
  'node-5': {
    Aggregate: {
      Name: 'Hits by lead',
      Inputs: ['node-4'],
      Groups: [['name']],
      Aggs: [{ Column: ['hit_feed_id'], AggFunc: 'count' }],
    },
  },
  'node-6': {
    S3DirectTarget: {
      Name: 'Zone',
      Inputs: ['node-5'],
      Path: 's3://ccbda-data/transformed_zone/',
      Format: 'parquet',
      Compression: 'snappy',
    },
  },
};

/** What stands at the edge between two nodes. */
const label = (page: Page, source: string, target: string): Locator =>
  graph(page).getByRole('note', { name: `Edge from ${source} to ${target}` });

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

test('two runs tell on the edges what went along, and what differs', async ({ console: page }) => {
  await prepareTutorial(page);
  await createJob(page, 'flow', GRAPH);
  await page.goto('/jobs/flow');
  await expect(card(page, 'Zone')).toBeVisible();
  await run(page);
  await expect(page.getByText(/^Rows of the run of .*: Succeeded$/)).toBeVisible();
  await expect(label(page, 'Leads', 'Join hits')).toContainText('3 rows');
  await expect(label(page, 'Leads', 'Join hits')).toContainText('80 B');
  await expect(label(page, 'Hits', 'Renamed hits')).toContainText('3 rows');
  await expect(label(page, 'Renamed hits', 'Join hits')).toContainText('3 rows');
  await expect(label(page, 'Join hits', 'Hits by lead')).toContainText('4 rows');
  await expect(label(page, 'Hits by lead', 'Zone')).toContainText('3 rows');
  await expect(label(page, 'Hits by lead', 'Zone')).toContainText(/[0-9] K?B/);
  await expect(
    card(page, 'Join hits, Join, .*Multiplies rows: 3 rows come from Leads'),
  ).toBeVisible();
  await expect(card(page, 'Hits by lead, Aggregate, .*Loses rows: 4 rows')).toBeVisible();
  await expectAccessible(page);

  const more = '4,Alan,alan@example.org,t\n5,Mary,mary@example.org,f\n';
  await put(page, 'ccbda-data/landing_zone/leads/more.csv', more);
  await run(page);
  await expect(label(page, 'Leads', 'Join hits')).toContainText('5 rows');
  await expect(label(page, 'Leads', 'Join hits')).toContainText('+2');
  await expect(label(page, 'Hits', 'Renamed hits')).not.toContainText('+');
  await expect(label(page, 'Hits by lead', 'Zone')).toContainText('+2');
  const edge = label(page, 'Leads', 'Join hits');
  await edge.focus();
  await expect(edge.getByText(/^2 rows more than in the run of /)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Hide the rows of the run' }).click();
  await expect(edge).toBeHidden();
});

test('edges that the plan does not count say that they were fused', async ({ console: page }) => {
  await prepareTutorial(page);
  const keep = (Name: string, input: string, least: string) => ({
    Filter: {
      Name,
      Inputs: [input],
      LogicalOperator: 'AND',
      Filters: [
        {
          Operation: 'GTE',
          Negated: false,
          Values: [
            { Type: 'COLUMNEXTRACTED', Value: ['id'] },
            { Type: 'CONSTANT', Value: [least] },
          ],
        },
      ],
    },
  });
  await createJob(page, 'fused', {
    'node-1': GRAPH['node-1'],
    'node-2': keep('Some', 'node-1', '2'),
    'node-3': keep('Few', 'node-2', '3'),
    'node-6': {
      S3DirectTarget: { ...GRAPH['node-6'].S3DirectTarget, Inputs: ['node-3'] },
    },
  });
  await page.goto('/jobs/fused');
  await expect(card(page, 'Zone')).toBeVisible();
  await run(page);
  await expect(label(page, 'Few', 'Zone')).toContainText('1 row');
  const fused = label(page, 'Some', 'Few');
  await expect(fused).toContainText('fused');
  await fused.hover();
  await expect(fused.getByText('Rows not counted: fused with the nodes around it')).toBeVisible();
});

test('the rows so far stand on the edges while a run lives', async ({ console: page }) => {
  await prepareTutorial(page);
  const series = (name: string, of: string) =>
    `SELECT explode(sequence(1, 10000)) AS ${name}, * FROM ${of}`;
  await createJob(page, 'endless', {
    'node-1': GRAPH['node-1'],
    'node-2': {
      SparkSQL: {
        Name: 'Many rows',
        Inputs: ['node-1'],
        SqlQuery: series('a', `(${series('b', `(${series('c', 'leads')})`)})`),
        SqlAliases: [{ From: 'node-1', Alias: 'leads' }],
      },
    },
    'node-6': {
      S3DirectTarget: { ...GRAPH['node-6'].S3DirectTarget, Inputs: ['node-2'] },
    },
  });
  await page.goto('/jobs/endless');
  await expect(card(page, 'Zone')).toBeVisible();
  await run(page);
  await expect(label(page, 'Leads', 'Many rows')).toContainText('about 3 rowsso far');
  const written = label(page, 'Many rows', 'Zone');
  await expect(written).toContainText(/^[1-9][0-9,]* rowsso far/);
  const before = (await written.textContent()) ?? '';
  await expect(written).not.toHaveText(before);
  await expect(card(page, 'Zone, .*Running, [1-9][0-9,]* rows so far')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Stop run', exact: true }).click();
  await expect(page.getByText(/^Rows of the run of .*: Stopped$/)).toBeVisible();
  await expect(written).toBeHidden();
});

test('a run that fails opens the node at which it did', async ({ console: page }) => {
  await prepareTutorial(page);
  const graphOfFailure = {
    ...GRAPH,
    'node-6': {
      S3DirectTarget: {
        ...GRAPH['node-6'].S3DirectTarget,
        Path: 's3://no-such-bucket-here/zone/',
      },
    },
  };
  await createJob(page, 'failing', graphOfFailure);
  await page.goto('/jobs/failing');
  await card(page, 'Leads').click();
  await run(page);
  await expect(page.getByText('The run has failed at Zone')).toBeVisible();
  await expect(settings(page).getByLabel('Name', { exact: true })).toHaveValue('Zone');
  await expect(card(page, 'Zone, .*Failed')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Zoom to fit' }).click();
  await card(page, 'Leads').click();
  await page.getByRole('button', { name: 'Open the node', exact: true }).click();
  await expect(settings(page).getByLabel('Name', { exact: true })).toHaveValue('Zone');
});
