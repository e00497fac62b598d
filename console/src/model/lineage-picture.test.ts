import { expect, it } from 'vitest';
import { columnsWritten, lineagePicture, type Written } from './lineage-picture';
import type { Origin } from './table-lineage';

const users = (column: string): Origin => ({
  key: `n1/${column}`,
  column,
  of: 'landing.users',
  table: { database: 'landing', table: 'users' },
});
const file: Origin = { key: 'n2/id', column: 'id', of: 'Files', table: null };

const CLEAN: Written = {
  job: 'clean',
  nodeId: 't',
  nodeName: 'People',
  columns: [
    { column: 'mail', origins: [users('email')] },
    { column: 'who', origins: [users('first'), users('last')] },
    { column: 'constant', origins: [] },
  ],
  deciding: [users('email'), users('country')],
};
const MERGE: Written = {
  job: 'merge',
  nodeId: 't',
  nodeName: 'Merged',
  columns: [{ column: 'mail', origins: [users('email'), file] }],
  deciding: [],
};

const EMAIL = 'source landing.users email';

it('has sources at the left, jobs between and columns at the right', () => {
  const { nodes } = lineagePicture([CLEAN, MERGE], null);
  const rank = (kind: string) => nodes.filter(node => node.kind === kind);
  expect(rank('source').map(({ id }) => id)).toEqual([
    EMAIL,
    'source landing.users first',
    'source landing.users last',
    'source landing.users country',
    'source merge n2/id',
  ]);
  expect(rank('job').map(({ id }) => id)).toEqual(['job clean t', 'job merge t']);
  expect(rank('column').map(({ id }) => id)).toEqual([
    'column mail',
    'column who',
    'column constant',
  ]);
  const [left, between, right] = ['source', 'job', 'column'].map(kind => rank(kind)[0]?.x ?? NaN);
  expect(left).toBeLessThan(between ?? NaN);
  expect(between).toBeLessThan(right ?? NaN);
  // Each rank has its middle at the same height, and no two cards the same place.
  expect(rank('source').reduce((sum, { y }) => sum + y, 0)).toBe(0);
  expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(nodes.length);
});

it('shows of one column only what makes it and decides about its rows', () => {
  const { nodes, edges } = lineagePicture([CLEAN, MERGE], 'who');
  expect(nodes.map(({ id }) => id)).toEqual([
    'source landing.users first',
    'source landing.users last',
    EMAIL,
    'source landing.users country',
    'job clean t',
    'column who',
  ]);
  expect(edges.filter(({ decides }) => decides).map(({ source }) => source)).toEqual([
    EMAIL,
    'source landing.users country',
  ]);
  expect(edges.find(({ target }) => target === 'column who')?.source).toBe('job clean t');
});

it('draws a column that makes values and decides once', () => {
  const { edges } = lineagePicture([CLEAN], 'mail');
  expect(edges.filter(({ source }) => source === EMAIL).map(({ decides }) => decides)).toEqual([
    false,
  ]);
});

it('is empty for a column that no job writes', () => {
  expect(lineagePicture([CLEAN], 'gone')).toEqual({ nodes: [], edges: [] });
  expect(columnsWritten([CLEAN, MERGE])).toEqual(['mail', 'who', 'constant']);
});
