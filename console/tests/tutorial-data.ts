import type { Page } from '@playwright/test';
import { call, put } from './fixtures';

const USERS = 'ada@example.org,Spain\ngrace@example.org,France\n';
const LEADS = '1,Ada,ada@example.org,t\n2,Grace,grace@example.org,f\n3,Linus,linus@example.org,f\n';
const HITS =
  '10,2025-03-01 12:00:00.000+00,7,1\n' +
  '11,2025-03-01 12:00:01.000+00,8,1\n' +
  '12,2025-03-02 09:00:00.000+00,7,2\n';

const TABLES = {
  users: { email: 'string', country: 'string' },
  article_hits: { id: 'bigint', timestamp: 'timestamp', feed_id: 'bigint', lead_id: 'bigint' },
  leads: { id: 'bigint', name: 'string', email: 'string', preview: 'string' },
};

function csvTable(Name: string, columns: Record<string, string>): object {
  return {
    Name,
    TableType: 'EXTERNAL_TABLE',
    Parameters: { classification: 'csv' },
    StorageDescriptor: {
      Location: `s3://ccbda-data/landing_zone/${Name}/`,
      Columns: Object.entries(columns).map(([name, type]) => ({ Name: name, Type: type })),
      InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
      OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
      SerdeInfo: {
        SerializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
        Parameters: { 'field.delim': ',' },
      },
    },
  };
}

/** The landing zone and its catalog, as the tutorial has them before its section 2.3. */
export async function prepareTutorial(page: Page): Promise<void> {
  await put(page, 'ccbda-data');
  await put(page, 'ccbda-data/transformed_zone/');
  await put(page, 'ccbda-data/landing_zone/users/user_data.csv', USERS);
  await put(page, 'ccbda-data/landing_zone/article_hits/article_hits.csv', HITS);
  await put(page, 'ccbda-data/landing_zone/leads/form_leads.csv', LEADS);
  await call(page, 'AWSGlue.CreateDatabase', { DatabaseInput: { Name: 'landing_zone_db' } });
  for (const [name, columns] of Object.entries(TABLES)) {
    const TableInput = csvTable(name, columns);
    await call(page, 'AWSGlue.CreateTable', { DatabaseName: 'landing_zone_db', TableInput });
  }
}

/** A visual job with this graph. */
export async function createJob(page: Page, Name: string, nodes: object): Promise<void> {
  await call(page, 'AWSGlue.CreateJob', {
    Name,
    Role: 'arn:aws:iam::000000000000:role/AWSGlueServiceRole',
    JobMode: 'VISUAL',
    Command: { Name: 'glueetl', ScriptLocation: 's3://scripts/job.py', PythonVersion: '3' },
    GlueVersion: '5.0',
    CodeGenConfigurationNodes: nodes,
  });
}

/** Leads with fewer columns, then fewer still, into a folder. */
export const SMALL_GRAPH = {
  'node-1': {
    S3CatalogSource: { Name: 'Leads', Database: 'landing_zone_db', Table: 'leads' },
  },
  'node-2': { SelectFields: { Name: 'Names', Inputs: ['node-1'], Paths: [['id'], ['name']] } },
  'node-3': {
    S3DirectTarget: {
      Name: 'Zone',
      Inputs: ['node-2'],
      Path: 's3://ccbda-data/transformed_zone/',
      Format: 'parquet',
      Compression: 'snappy',
    },
  },
};
