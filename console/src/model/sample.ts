import type { Column, TableInput } from '../api/glue-catalog';
import type { GraphNodes } from '../api/glue-jobs';
import { parametersOf, storageOf } from './table-format';

// The sample: sign-ups (leads), which articles they have read (hits), and where they are from (users).

export const SAMPLE = {
  job: 'sample-join',
  database: 'sample',
  bucket: (account: string) => `tenon-sample-${account}`,
};

const COUNTRIES = ['ES', 'FR', 'PT', 'IT', 'DE'];
const LEADS = 500;

export interface SampleTable {
  name: string;
  key: string;
  columns: Column[];
  lines: string[];
}

/** The tables with their rows, the same ones every time. */
export function sampleTables(): SampleTable[] {
  const email = (id: number) => `lead${id}@example.org`;
  const ids = Array.from({ length: LEADS }, (_, index) => index + 1);
  const country = (id: number) => COUNTRIES[(id * 7) % COUNTRIES.length] ?? '';
  const day = (id: number) => String(1 + (id % 28)).padStart(2, '0');
  return [
    {
      name: 'users',
      key: 'landing_zone/users/user_data.csv',
      columns: columns('email string', 'country string'),
      // Some leads have told nothing of themselves.
      lines: ids.filter(id => id % 5 !== 0).map(id => `${email(id)},${country(id)}`),
    },
    {
      name: 'article_hits',
      key: 'landing_zone/article_hits/article_hits.csv',
      columns: columns('id bigint', 'timestamp timestamp', 'feed_id bigint', 'lead_id bigint'),
      lines: ids.flatMap(id =>
        Array.from(
          { length: id % 4 },
          (_, hit) => `${id * 4 + hit},2026-03-${day(id + hit)} 10:00:00,${1 + (hit % 3)},${id}`,
        ),
      ),
    },
    {
      name: 'leads',
      key: 'landing_zone/form_leads/form_leads.csv',
      columns: columns('id bigint', 'name string', 'email string', 'preview string'),
      lines: ids.map(id => `${id},Lead ${id},${email(id)},${id % 2 === 0 ? 'Yes' : 'No'}`),
    },
  ];
}

function columns(...names: string[]): Column[] {
  return names.map(text => {
    const [Name = '', Type = ''] = text.split(' ');
    return { Name, Type };
  });
}

export function sampleTableInput(bucket: string, table: SampleTable): TableInput {
  const csv = { format: 'csv', delimiter: 'comma', header: false, rowTag: '' } as const;
  return {
    Name: table.name,
    TableType: 'EXTERNAL_TABLE',
    Parameters: parametersOf(csv),
    StorageDescriptor: {
      Columns: table.columns,
      Location: `s3://${bucket}/${table.key.slice(0, table.key.lastIndexOf('/') + 1)}`,
      ...storageOf(csv),
    },
  };
}

function source(Name: string, Table: string) {
  return { S3CatalogSource: { Name, Database: SAMPLE.database, Table } };
}

// Every column under a name of its own, as "Resolve it" of a join makes them.
function renamed(Name: string, input: string, prefix: string, of: readonly Column[]) {
  return {
    ApplyMapping: {
      Name,
      Inputs: [input],
      Mapping: of.map(column => ({
        ToKey: `${prefix}_${column.Name}`,
        FromPath: [column.Name],
        FromType: column.Type,
        ToType: column.Type,
        Dropped: false,
      })),
    },
  };
}

/** The graph: leads with their hits, then with their country, written as Parquet. */
export function sampleGraph(bucket: string): GraphNodes {
  const [users, hits] = sampleTables();
  const [u, h, l, renamedHits, joinHits, renamedUsers, joinUsers, target] = Array.from(
    { length: 8 },
    (_, index) => `node-${1732000000001 + index}`,
  ) as [string, string, string, string, string, string, string, string];
  return {
    [u]: source('Users', 'users'),
    [h]: source('Article hits', 'article_hits'),
    [l]: source('Leads', 'leads'),
    [renamedHits]: renamed('Renamed keys for Join hits', h, 'hit', hits?.columns ?? []),
    [joinHits]: {
      Join: {
        Name: 'Join hits',
        Inputs: [l, renamedHits],
        JoinType: 'left',
        Columns: [
          { From: l, Keys: [['id']] },
          { From: renamedHits, Keys: [['hit_lead_id']] },
        ],
      },
    },
    [renamedUsers]: renamed('Renamed keys for Join users', u, 'user', users?.columns ?? []),
    [joinUsers]: {
      Join: {
        Name: 'Join users',
        Inputs: [joinHits, renamedUsers],
        JoinType: 'equijoin',
        Columns: [
          { From: joinHits, Keys: [['email']] },
          { From: renamedUsers, Keys: [['user_email']] },
        ],
      },
    },
    [target]: {
      S3DirectTarget: {
        Name: 'Transformed zone',
        Inputs: [joinUsers],
        PartitionKeys: [],
        Path: `s3://${bucket}/transformed_zone/`,
        Compression: 'snappy',
        Format: 'parquet',
        SchemaChangePolicy: { EnableUpdateCatalog: false },
      },
    },
  };
}
