import { expect, test } from 'vitest';
import type { ResultPage } from '../api/athena';
import { ResultPages } from './result-pages';

const PAGE = 10;

// A server of `total` rows "0", "1", ...; the header is the first row of the first page.
function server(total: number) {
  const asked: string[] = [];
  const read = (token: string | undefined): Promise<ResultPage> => {
    asked.push(token ?? 'first');
    const begin = Number(token ?? -1);
    const end = Math.min(begin + PAGE, total);
    const rows = Array.from({ length: end - begin }, (_, i) => begin + i);
    return Promise.resolve({
      ResultSet: {
        Rows: rows.map(row => ({
          Data: [
            { VarCharValue: row < 0 ? 'n' : String(row) },
            row < 0 ? { VarCharValue: 'x' } : {},
          ],
        })),
        ResultSetMetadata: {
          ColumnInfo: [
            { Name: 'n', Type: 'bigint' },
            { Name: 'x', Type: 'varchar' },
          ],
        },
      },
      ...(end < total && { NextToken: String(end) }),
    });
  };
  return { read, asked };
}

async function settled(pages: ResultPages): Promise<void> {
  while (pages.snapshot().loading) await new Promise(resolve => setTimeout(resolve, 0));
}

test('The header is no row, and NULL is null', async () => {
  const pages = new ResultPages(server(5).read);
  pages.want(0, 20);
  await settled(pages);
  expect(pages.snapshot()).toMatchObject({ reached: 5, complete: true, error: null });
  expect(pages.snapshot().columns.map(({ Name }) => Name)).toEqual(['n', 'x']);
  expect(pages.row(0)).toEqual(['0', null]);
  expect(pages.row(5)).toBeUndefined();
});

test('Only the pages that are looked at are read', async () => {
  const { read, asked } = server(1000);
  const pages = new ResultPages(read);
  pages.want(0, 5);
  await settled(pages);
  expect(asked).toEqual(['first']);
  pages.want(5, 15);
  await settled(pages);
  expect(asked).toEqual(['first', '9']);
  pages.want(0, 12);
  await settled(pages);
  expect(asked).toHaveLength(2);
});

test('A row far below is reached, and pages that were dropped are read again', async () => {
  const { read, asked } = server(1000);
  const pages = new ResultPages(read);
  pages.want(990, 1000);
  await settled(pages);
  pages.want(990, 1000);
  await settled(pages);
  expect(pages.snapshot()).toMatchObject({ reached: 1000, complete: true });
  expect(pages.row(999)?.[0]).toBe('999');
  expect(pages.row(0)).toBeUndefined();
  pages.want(0, 12);
  await settled(pages);
  pages.want(0, 12);
  await settled(pages);
  expect(pages.row(0)?.[0]).toBe('0');
  expect(pages.row(11)?.[0]).toBe('11');
  expect(asked.slice(-2)).toEqual(['first', '9']);
});

test('An error is shown until somebody tries again', async () => {
  const { read } = server(30);
  let broken = true;
  const pages = new ResultPages(token =>
    broken ? Promise.reject(new Error('down')) : read(token),
  );
  let changes = 0;
  const leave = pages.subscribe(() => ++changes);
  pages.want(0, 5);
  await settled(pages);
  expect(pages.snapshot().error).toEqual(new Error('down'));
  pages.want(0, 5);
  expect(pages.snapshot().loading).toBe(false);
  broken = false;
  pages.retry();
  await settled(pages);
  expect(pages.row(3)?.[0]).toBe('3');
  expect(changes).toBeGreaterThan(2);
  leave();
});

test('A result without rows is complete', async () => {
  const pages = new ResultPages(server(0).read);
  pages.want(0, 5);
  await settled(pages);
  expect(pages.snapshot()).toMatchObject({ reached: 0, complete: true });
});
