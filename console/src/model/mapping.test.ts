import { describe, expect, it } from 'vitest';
import type { Json } from './graph';
import { mappingOfColumns, mappingParameter, mappingsOf, withMissingColumns } from './mapping';

describe('a mapping', () => {
  it('comes back as it went, with the fields of structs', () => {
    const parameter: Json = [
      { ToKey: 'b', FromPath: ['a'], FromType: 'int', ToType: 'string', Dropped: false },
      {
        ToKey: 's',
        FromPath: ['s'],
        FromType: 'struct',
        ToType: 'struct',
        Dropped: true,
        Children: [{ ToKey: 'x' }],
      },
    ];
    expect(mappingParameter(mappingsOf(parameter))).toEqual(parameter);
    expect(mappingsOf('x')).toEqual([]);
    expect(mappingsOf([{}])[0]).toMatchObject({ from: [], to: '', dropped: false });
  });

  it('takes up the columns that it does not speak of', () => {
    const columns = [
      { Name: 'A', Type: 'int' },
      { Name: 'b', Type: 'string' },
    ];
    const known = mappingOfColumns([{ Name: 'a', Type: 'int' }]);
    expect(withMissingColumns(known, columns).map(({ to }) => to)).toEqual(['a', 'b']);
    expect(withMissingColumns(known, columns.slice(0, 1))).toBe(known);
  });
});
