import { describe, expect, it } from 'vitest';
import {
  RANGES,
  rangeFault,
  readRange,
  spanOf,
  WEEK,
  writeRange,
  type RunRange,
} from './run-range';

const days = (startDate: string, endDate: string): RunRange => ({
  type: 'absolute',
  startDate,
  endDate,
});

describe('a range in the address', () => {
  it.each([...RANGES, days('2026-11-01T00:00:00+01:00', '2026-11-03T12:00:00Z')])(
    'is read as it was written: %j',
    range => {
      const query = new URLSearchParams({
        range: '5-minute',
        from: 'a',
        to: 'b',
        outcome: 'failed',
      });
      writeRange(query, range);
      expect(readRange(new URLSearchParams(query.toString()))).toEqual(range);
      expect(query.get('outcome')).toBe('failed');
    },
  );

  it.each([
    '',
    'range=last-hour',
    'range=0-day',
    'range=5-year',
    'range=367-day',
    'from=2026-11-03T00:00:00Z',
    'from=yesterday&to=today',
    'from=2026-11-03T00:00:00Z&to=2026-11-01T00:00:00Z',
  ])('is a week where there is none to show: %s', text => {
    expect(readRange(new URLSearchParams(text))).toEqual(WEEK);
  });
});

it.each([
  [days('', '2026-11-01T00:00:00Z'), 'missing'],
  [days('2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z'), 'backwards'],
  [days('2024-11-01T00:00:00Z', '2026-11-01T00:00:00Z'), 'long'],
  [days('2026-11-01T00:00:00Z', '2026-11-01T00:00:01Z'), null],
  [{ type: 'relative', amount: 13, unit: 'month' } as const, 'long'],
])('%j has the fault %s', (range, fault) => {
  expect(rangeFault(range)).toBe(fault);
});

it('spans seconds of the epoch', () => {
  expect(spanOf(days('1970-01-01T01:00:00+01:00', '1970-01-01T00:00:59Z'), 0)).toEqual({
    from: 0,
    to: 59,
  });
  expect(spanOf({ type: 'relative', amount: 2, unit: 'hour' }, 7_200_000)).toEqual({
    from: 0,
    to: 7200,
  });
});
