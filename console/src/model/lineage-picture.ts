import type { ColumnOrigins, Origin } from './table-lineage';
import type { TableName } from './table-uses';

/** What one job writes into a table with one of its nodes. */
export interface Written {
  job: string;
  nodeId: string;
  nodeName: string;
  columns: readonly ColumnOrigins[];
  /** Columns that only decide which rows there are. */
  deciding: readonly Origin[];
}

export type PictureNode = { id: string; x: number; y: number } & (
  | { kind: 'source'; column: string; of: string; table: TableName | null }
  | { kind: 'job'; job: string; nodeId: string; nodeName: string }
  | { kind: 'column'; column: string }
);

export interface PictureEdge {
  id: string;
  source: string;
  target: string;
  /** Whether the column's values are in what is written, or it only decides about rows. */
  decides: boolean;
}

export interface Picture {
  nodes: PictureNode[];
  edges: PictureEdge[];
}

export const CARD_WIDTH = 220;
const ACROSS = CARD_WIDTH + 140;
const DOWN = 64;

/** Every column that any of the jobs writes, in their order. */
export function columnsWritten(written: readonly Written[]): string[] {
  return [...new Set(written.flatMap(({ columns }) => columns.map(({ column }) => column)))];
}

/**
 * Source columns at the left, the jobs between, the table's columns at the right. Of one column only
 * what makes it and what decides about its rows; null for all.
 */
export function lineagePicture(written: readonly Written[], column: string | null): Picture {
  const sources = new Map<string, Origin>();
  const jobs = new Map<string, Written>();
  const columns = new Set<string>();
  const edges = new Map<string, PictureEdge>();
  const connect = (source: string, target: string, decides: boolean) => {
    const id = `${source} ${target}`;
    // One that makes a value counts more than one that decides.
    if (!edges.has(id)) edges.set(id, { id, source, target, decides });
  };
  for (const one of written) {
    const shown = one.columns.filter(line => column === null || line.column === column);
    if (shown.length === 0) continue;
    const job = jobId(one);
    jobs.set(job, one);
    for (const line of shown) {
      columns.add(line.column);
      connect(job, `column ${line.column}`, false);
      for (const origin of line.origins) {
        sources.set(sourceId(one, origin), origin);
        connect(sourceId(one, origin), job, false);
      }
    }
    for (const origin of one.deciding) {
      sources.set(sourceId(one, origin), origin);
      connect(sourceId(one, origin), job, true);
    }
  }
  const nodes: PictureNode[] = [
    ...[...sources].map(([id, { column: name, of, table }], at) => ({
      ...place(id, 0, at, sources.size),
      kind: 'source' as const,
      column: name,
      of,
      table,
    })),
    ...[...jobs].map(([id, { job, nodeId, nodeName }], at) => ({
      ...place(id, 1, at, jobs.size),
      kind: 'job' as const,
      job,
      nodeId,
      nodeName,
    })),
    ...[...columns].map((name, at) => ({
      ...place(`column ${name}`, 2, at, columns.size),
      kind: 'column' as const,
      column: name,
    })),
  ];
  return { nodes, edges: [...edges.values()] };
}

function jobId({ job, nodeId }: Written): string {
  return `job ${job} ${nodeId}`;
}

/** A column of a table is one, whichever jobs read it; other sources are known within their job. */
function sourceId({ job }: Written, { key, column, of, table }: Origin): string {
  return table ? `source ${of} ${column}` : `source ${job} ${key}`;
}

/** Each rank is a column of cards, with its middle where those of the others are. */
function place(id: string, rank: number, at: number, count: number) {
  return { id, x: rank * ACROSS, y: (at - (count - 1) / 2) * DOWN };
}
