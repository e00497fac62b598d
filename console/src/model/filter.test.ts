import { describe, expect, it } from 'vitest';
import { filterParameter, filtersOf, takesValue } from './filter';
import type { Json } from './graph';

const compared = (Operation: string, Negated: boolean, value: string): Json => ({
  Operation,
  Negated,
  Values: [
    { Type: 'COLUMNEXTRACTED', Value: ['age'] },
    { Type: 'CONSTANT', Value: [value] },
  ],
});

describe('conditions of a filter', () => {
  it('come back as they went', () => {
    const parameter = [
      compared('GTE', false, '18'),
      compared('EQ', true, 'x'),
      {
        Operation: 'ISNULL',
        Negated: true,
        Values: [{ Type: 'COLUMNEXTRACTED', Value: ['a', 'b'] }],
      },
    ];
    const rows = filtersOf(parameter);
    expect(rows.map(({ operation }) => operation)).toEqual(['GTE', 'NEQ', 'NISNULL']);
    expect(filterParameter(rows)).toEqual(parameter);
  });

  it('are kept as they are where the builder cannot show them', () => {
    const columns = {
      Operation: 'EQ',
      Values: [
        { Type: 'COLUMNEXTRACTED', Value: ['a'] },
        { Type: 'COLUMNEXTRACTED', Value: ['b'] },
      ],
    };
    expect(filterParameter(filtersOf([columns]))).toEqual([columns]);
    expect(filtersOf('x')).toEqual([]);
  });

  it('know which of them take a value', () => {
    expect(takesValue('REGEX')).toBe(true);
    expect(takesValue('ISNULL')).toBe(false);
  });
});
