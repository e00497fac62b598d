import { describe, expect, it } from 'vitest';
import { fitsFilter, NO_FILTER, readFilter, writeFilter, type RunFilter } from './run-filter';

const RUN = { job: 'Nightly load', status: 'FAILED', time: 90, error: undefined };

describe('a filter in the address', () => {
  it.each<RunFilter>([
    NO_FILTER,
    {
      operation: 'or',
      tokens: [
        { propertyKey: 'job', operator: '!=', value: 'a=b' },
        { propertyKey: 'time', operator: '>=', value: '60' },
        { operator: '!:', value: 'x & y' },
      ],
    },
  ])('is read as it was written: %j', filter => {
    const query = new URLSearchParams({ where: 'old=1', match: 'any', range: '7-day' });
    writeFilter(query, filter);
    expect(readFilter(new URLSearchParams(query.toString()))).toEqual(filter);
    expect(query.get('range')).toBe('7-day');
  });

  it('leaves out what is no condition', () => {
    expect(readFilter(new URLSearchParams('where=nothing'))).toEqual(NO_FILTER);
  });
});

describe('a run', () => {
  it.each([
    ['job:NIGHT', true],
    ['job!:night', false],
    ['job=nightly load', false],
    ['job=Nightly load', true],
    ['status=FAILED', true],
    ['status!=FAILED', false],
    ['time=90', true],
    ['time>90', false],
    ['time>=90', true],
    ['time<100', true],
    ['time<=89', false],
    ['time>soon', false],
    [':fail', true],
    [':gone', false],
    ['!:fail', false],
    ['!:gone', true],
    ['error:disk', false],
    ['error!:disk', true],
  ])('with %s is shown: %s', (where, shown) => {
    expect(fitsFilter(readFilter(new URLSearchParams({ where })), RUN)).toBe(shown);
  });

  it('fits all conditions, or any', () => {
    const query = new URLSearchParams('where=status%3DFAILED&where=time%3C10');
    expect(fitsFilter(readFilter(query), RUN)).toBe(false);
    query.set('match', 'any');
    expect(fitsFilter(readFilter(query), RUN)).toBe(true);
  });
});
