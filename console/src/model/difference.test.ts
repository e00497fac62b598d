import { describe, expect, it } from 'vitest';
import { differenceOf, sameJson } from './difference';

describe('the difference of two graphs', () => {
  it('names what was added, removed and changed, field by field', () => {
    const before = {
      a: { S3CatalogSource: { Name: 'Leads', Table: 'leads' } },
      b: { SelectFields: { Name: 'Some', Inputs: ['a'], Paths: [['id']] } },
      c: { Spigot: { Name: 'Sample' } },
    };
    const after = {
      a: { S3CatalogSource: { Name: 'Leads', Table: 'leads' } },
      b: { DropFields: { Name: 'Some', Inputs: ['a'], Paths: [['email']] } },
      d: { Union: { Name: 'All' } },
    };
    expect(differenceOf(before, after)).toEqual([
      {
        id: 'b',
        name: 'Some',
        change: 'changed',
        fields: [
          { field: 'Node type', before: 'SelectFields', after: 'DropFields' },
          { field: 'Paths', before: [['id']], after: [['email']] },
        ],
      },
      {
        id: 'c',
        name: 'Sample',
        change: 'removed',
        fields: [{ field: 'Name', before: 'Sample', after: undefined }],
      },
      {
        id: 'd',
        name: 'All',
        change: 'added',
        fields: [{ field: 'Name', before: undefined, after: 'All' }],
      },
    ]);
    expect(differenceOf(before, before)).toEqual([]);
  });

  it.each([
    [{ a: 1, b: [1, null] }, { b: [1, null], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: undefined as never }, { b: 1 }, false],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    ['1', 1, false],
    [null, {}, false],
  ])('compares %j with %j by value', (a, b, same) => {
    expect(sameJson(a, b)).toBe(same);
  });
});
