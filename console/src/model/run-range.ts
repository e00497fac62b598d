/**
 * The range of time of which runs are shown: the last hours or days, or from one moment to another. It is
 * kept in the address: `range=7-day`, or `from=…&to=…` in ISO 8601.
 */
export type RunRange = LastRange | BetweenRange;

export interface LastRange {
  type: 'relative';
  amount: number;
  unit: RangeUnit;
}

/** Times as ISO 8601 has them, with the difference from UTC. */
export interface BetweenRange {
  type: 'absolute';
  startDate: string;
  endDate: string;
}

const SECONDS = { minute: 60, hour: 3600, day: 86_400, week: 604_800, month: 2_592_000 };

export type RangeUnit = keyof typeof SECONDS;

export const RANGE_UNITS = Object.keys(SECONDS) as RangeUnit[];

const last = (amount: number, unit: RangeUnit): LastRange => ({ type: 'relative', amount, unit });

export const WEEK = last(7, 'day');

/** What is offered without asking for more. */
export const RANGES: readonly LastRange[] = [
  last(1, 'hour'),
  last(24, 'hour'),
  WEEK,
  last(30, 'day'),
  last(90, 'day'),
];

/** A chart has a bar for each day. */
const LONGEST = 366 * SECONDS.day;

export function rangeKey({ amount, unit }: LastRange): string {
  return `${amount}-${unit}`;
}

/** The range in an address; a week where there is none that can be shown. */
export function readRange(query: URLSearchParams): RunRange {
  const [startDate, endDate] = [query.get('from'), query.get('to')];
  const range = startDate && endDate ? between(startDate, endDate) : named(query.get('range'));
  return range && rangeFault(range) === null ? range : WEEK;
}

function between(startDate: string, endDate: string): BetweenRange {
  return { type: 'absolute', startDate, endDate };
}

function named(text: string | null): LastRange | null {
  const [, amount, name] = /^(\d{1,6})-(\w+)$/.exec(text ?? '') ?? [];
  const unit = RANGE_UNITS.find(known => known === name);
  return unit ? last(Number(amount), unit) : null;
}

export function writeRange(query: URLSearchParams, range: RunRange): void {
  for (const name of ['range', 'from', 'to']) query.delete(name);
  if (range.type === 'relative') {
    query.set('range', rangeKey(range));
  } else {
    query.set('from', range.startDate);
    query.set('to', range.endDate);
  }
}

/** Why a range cannot be shown; null where it can. */
export function rangeFault(range: RunRange): 'missing' | 'backwards' | 'long' | null {
  const length =
    range.type === 'relative'
      ? range.amount * SECONDS[range.unit]
      : (Date.parse(range.endDate) - Date.parse(range.startDate)) / 1000;
  if (Number.isNaN(length)) return 'missing';
  if (length <= 0) return 'backwards';
  return length > LONGEST ? 'long' : null;
}

/** First and last second of a range, since the epoch. */
export function spanOf(range: RunRange, now: number): { from: number; to: number } {
  if (range.type === 'absolute') {
    const seconds = (date: string) => Math.floor(Date.parse(date) / 1000);
    return { from: seconds(range.startDate), to: seconds(range.endDate) };
  }
  const to = Math.ceil(now / 1000);
  return { from: to - range.amount * SECONDS[range.unit], to };
}
