import { describe, expect, it } from 'vitest';
import type { Json } from './graph';
import type { NodeParameter } from './kinds';
import { managedValue, withManagedValue } from './managed-parameters';

const parameter = (Type: NodeParameter['Type']): NodeParameter => ({
  Name: 'p',
  Type,
  Required: true,
  Title: '',
  Help: '',
});

describe('a parameter of a managed transform', () => {
  const cases: [NodeParameter['Type'], Json, string, string[]][] = [
    ['TEXT', 'a b', 'str', ['a b']],
    ['COLUMN', ['address', 'zip'], 'str', ['address.zip']],
    ['COLUMN', ['a.b'], 'str', ['`a.b`']],
    ['COLUMNS', [['a'], ['b', 'c']], 'list', ['a', 'b.c']],
    ['LIST', ['x', 'y'], 'list', ['x', 'y']],
    ['WHOLE', 3, 'int', ['3']],
    ['NUMBER', 0.5, 'float', ['0.5']],
    ['BOOLEAN', true, 'bool', ['true']],
  ];

  it.each(cases)('of type %s comes back as it went: %j', (type, value, wire, texts) => {
    const list = withManagedValue([], parameter(type), value);
    expect(list[0]).toMatchObject({ Name: 'p', Type: wire, Value: texts });
    expect(managedValue(list, parameter(type))).toEqual(value);
  });

  it('is set in its place and taken out', () => {
    const two: Json = [{ Name: 'p', Type: 'str', Value: ['a'] }, { Name: 'q' }];
    expect(withManagedValue(two, parameter('TEXT'), 'b').map(({ Name }) => Name)).toEqual([
      'p',
      'q',
    ]);
    expect(withManagedValue(two, parameter('TEXT'), undefined)).toEqual([{ Name: 'q' }]);
    expect(managedValue(undefined, parameter('TEXT'))).toBeUndefined();
  });
});
