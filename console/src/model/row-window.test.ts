import { expect, test } from 'vitest';
import { rowWindow } from './row-window';

test('A short list is drawn whole', () => {
  expect(rowWindow(0, 400, 5, 28)).toEqual({ first: 0, end: 5, top: 0, height: 140 });
});

test('Only what is in sight and a few rows around it are drawn', () => {
  const { first, end, top, height } = rowWindow(28 * 1000, 280, 10_000, 28);
  expect([first, end, top, height]).toEqual([994, 1016, 994 * 28, 280_000]);
});

test.each([1_000_000, 20_000_000])('All of %d rows can be reached', rows => {
  const start = rowWindow(0, 400, rows, 28);
  expect([start.first, start.top]).toEqual([0, 0]);
  const end = rowWindow(start.height - 400, 400, rows, 28);
  expect(end.end).toBe(rows);
  expect(end.height).toBeLessThan(17_000_000);
  // The last row ends where the content ends.
  expect(end.top + (end.end - end.first) * 28).toBeCloseTo(end.height, 0);
  const middle = rowWindow((start.height - 400) / 2, 400, rows, 28);
  expect(Math.abs(middle.first - rows / 2)).toBeLessThan(20);
});

test('No rows need no height', () => {
  expect(rowWindow(10, 400, 0, 28)).toMatchObject({ first: 0, end: 0, height: 0 });
});
