import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { picture } from './by-hand';
import { card } from './editor-page';
import { call, expect, test } from './fixtures';
import { PostgreSql } from './postgresql';
import { prepareTutorial } from './tutorial-data';

// The tutorial's job from PostgreSQL to PostgreSQL, as docs/tutorial.md has it, on its canvas.

test.use({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });

const TABLES: [database: string, name: string, columns: string, parameters?: object][] = [
  ['signup_db', 'form_leads', 'id bigint, name string, email string, preview boolean'],
  [
    'signup_db',
    'form_articlehits',
    'id bigint, timestamp timestamp, feed_id bigint, lead_id bigint',
    { jobBookmarkKeys: 'id' },
  ],
  ['warehouse_db', 'leads_with_hits', '', { createTable: 'true' }],
];

const SITE = [
  'CREATE TABLE form_leads (id bigint, name text, email text, preview boolean)',
  'CREATE TABLE form_articlehits (id bigint, timestamp timestamptz, feed_id bigint, lead_id bigint)',
  "INSERT INTO form_leads VALUES (1, 'Ada', 'ada@example.org', true), (2, 'Grace', 'grace@example.org', false)",
  "INSERT INTO form_articlehits SELECT i, timestamptz '2025-03-01 12:00:00+00' + i * interval '1 hour', 7, 1 FROM generate_series(1, 40) AS i",
];

function jobOf(program: string): object {
  const script = path.join(import.meta.dirname, '../../examples/pipeline', program);
  return JSON.parse(execFileSync('/usr/bin/python3', [script], { encoding: 'utf8' })) as object;
}

async function prepare(page: Page, { settings }: PostgreSql): Promise<void> {
  const { host, port, dbname, user, password } = settings;
  await prepareTutorial(page);
  for (const Name of ['signup', 'warehouse']) {
    const ConnectionProperties = {
      JDBC_CONNECTION_URL: `jdbc:postgresql://${host}:${port}/${dbname}`,
      USERNAME: user,
      PASSWORD: password,
    };
    await call(page, 'AWSGlue.CreateConnection', {
      ConnectionInput: { Name, ConnectionType: 'JDBC', ConnectionProperties },
    });
    await call(page, 'AWSGlue.CreateDatabase', { DatabaseInput: { Name: `${Name}_db` } });
  }
  for (const [DatabaseName, Name, columns, parameters] of TABLES) {
    const connectionName = DatabaseName.replace('_db', '');
    const Columns = columns
      .split(', ')
      .filter(Boolean)
      .map(column => ({ Name: column.split(' ')[0], Type: column.split(' ')[1] }));
    await call(page, 'AWSGlue.CreateTable', {
      DatabaseName,
      TableInput: {
        Name,
        Parameters: { classification: 'postgresql', connectionName, ...parameters },
        StorageDescriptor: { Location: `${dbname}.public.${Name}`, Columns },
      },
    });
  }
  await call(page, 'AWSGlue.CreateJob', jobOf('directly.py'));
}

test('the job from PostgreSQL to PostgreSQL is looked at and run', async ({ console: page }) => {
  const database = await PostgreSql.start();
  try {
    for (const statement of SITE) await database.run(statement);
    await prepare(page, database);
    await page.goto('/jobs/CCBDA-ETL-directly');
    await card(page, 'Join User Data').click();
    await expect(page.getByRole('cell', { name: 'ada@example.org' }).first()).toBeVisible();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(card(page, 'Warehouse, .*41 rows')).toBeVisible();
    await expect(card(page, 'Article Hits, .*40 rows')).toBeVisible();
    await expect(page.getByText('all 40 rows of Article Hits;')).toBeVisible();
    await picture(page, 'directly');
    const [rows] = await database.run('SELECT count(*) FROM leads_with_hits');
    expect(rows).toBe('41');
  } finally {
    await database.stop();
  }
});
