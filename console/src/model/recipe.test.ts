import { describe, expect, it } from 'vitest';
import type { JsonObject } from './graph';
import type { NodeParameter } from './kinds';
import {
  aboutStep,
  conditionsOf,
  entryValue,
  moved,
  newStep,
  operationOf,
  otherParameters,
  recipeValue,
  withConditions,
  withEntryValue,
  withOperation,
  withOtherParameters,
  withRecipeValue,
} from './recipe';
import { CATALOG } from './test-kinds';

function operation(name: string) {
  const found = CATALOG.findRecipeOperation(name);
  if (!found) throw new Error(name);
  return found;
}

function step(name: string, parameters: JsonObject, more: JsonObject = {}): JsonObject {
  return { Action: { Operation: name, Parameters: parameters }, ...more };
}

const described = (Type: NodeParameter['Type']): NodeParameter => ({
  Name: 'p',
  Type,
  Required: true,
  Title: 'p',
  Help: '',
});

describe('values of a step', () => {
  it.each([
    ['COLUMN', 'first name', ['first name']],
    ['COLUMN', 'a.b', ['a.b']],
    ['COLUMNS', '["a","b c"]', [['a'], ['b c']]],
    ['LIST', '["x"]', ['x']],
    ['STRUCTURE', '[{"a":1}]', [{ a: 1 }]],
    ['BOOLEAN', 'true', true],
    ['WHOLE', '2', '2'],
    ['TEXT', '["no list"]', '["no list"]'],
  ] as const)('has a %s as a text: %s', (type, text, value) => {
    const parameter = described(type);
    const written = step('X', { p: text });
    expect(recipeValue(written, parameter)).toEqual(value);
    expect(withRecipeValue(step('X', {}), parameter, value as never)).toEqual(written);
  });

  it('writes numbers as texts', () => {
    expect(withRecipeValue(step('X', { q: '1' }), described('WHOLE'), 12)).toEqual(
      step('X', { q: '1', p: '12' }),
    );
  });

  it('takes out what is not given, and keeps the order of what is', () => {
    const given = step('X', { p: 'a', q: 'b' });
    expect(withRecipeValue(given, described('TEXT'), undefined)).toEqual(step('X', { q: 'b' }));
    expect(withRecipeValue(given, described('COLUMNS'), [])).toEqual(step('X', { q: 'b' }));
    const changed = withRecipeValue(given, described('TEXT'), 'c');
    expect(JSON.stringify(changed)).toBe(JSON.stringify(step('X', { p: 'c', q: 'b' })));
  });

  it('reads nothing from a step of another shape', () => {
    expect(recipeValue({}, described('TEXT'))).toBeUndefined();
    expect(operationOf({ Action: 3 })).toBe('');
    expect(recipeValue(step('X', { p: 'no list' }), described('COLUMNS'))).toEqual([]);
  });
});

describe('operation of a step', () => {
  it('starts without parameters', () => {
    expect(newStep(operation('SORT'))).toEqual(step('SORT', {}));
  });

  it('keeps what both operations take when it changes', () => {
    const conditions = [{ Condition: 'IS', Value: 'x', TargetColumn: 'c' }];
    const left = step(
      'LEFT',
      { sourceColumn: 'a', position: '2', targetColumn: 'b' },
      { ConditionExpressions: conditions },
    );
    expect(withOperation(left, operation('RENAME'))).toEqual(
      step('RENAME', { sourceColumn: 'a', targetColumn: 'b' }),
    );
    expect(withOperation(left, operation('LEFT'))).toEqual(left);
  });

  it('shows what it does not take, which can be taken out', () => {
    const known = operation('RENAME').Parameters;
    const given = step('RENAME', { sourceColumn: 'a', columns: '3' });
    expect(otherParameters(given, known)).toEqual({ columns: '3' });
    expect(withOtherParameters(given, known, {})).toEqual(step('RENAME', { sourceColumn: 'a' }));
  });

  it('says what the step is about', () => {
    expect(aboutStep(step('RENAME', { sourceColumn: 'a', targetColumn: 'b' }))).toBe('a → b');
    expect(aboutStep(step('DELETE', { sourceColumns: '["a","b"]' }))).toBe('a, b');
    expect(aboutStep(step('NOW', { targetColumn: 't' }))).toBe('t');
    expect(aboutStep(step('SORT', {}))).toBe('');
  });
});

describe('entries of a list', () => {
  it('have columns by name', () => {
    const [column, ordering] = operation('SORT').Parameters[0]?.Entries ?? [];
    if (!column || !ordering) throw new Error('SORT');
    const entry = withEntryValue({}, column, ['a']);
    expect(entry).toEqual({ sourceColumn: 'a' });
    expect(entryValue(entry, column)).toEqual(['a']);
    const both = withEntryValue(entry, ordering, 'DESCENDING');
    expect(both).toEqual({ sourceColumn: 'a', ordering: 'DESCENDING' });
    expect(withEntryValue(both, ordering, undefined)).toEqual(entry);
  });
});

describe('conditions of a step', () => {
  const kinds = CATALOG.recipeConditions();

  it.each([
    ['IS', ['x'], 'x'],
    ['IS', ['x', 'y'], '["x","y"]'],
    ['IS', ['[1]'], '["[1]"]'],
    ['IS_BETWEEN', ['1', '2'], '["1","2"]'],
    ['LESS_THAN', ['5'], '5'],
    ['IS_MISSING', [], undefined],
    ['MATCHES', ['x'], 'x'],
  ])('%s of %j is written as %j', (condition, values, written) => {
    const made = withConditions(step('X', {}), [{ condition, column: 'c', values }], kinds);
    expect(made.ConditionExpressions).toEqual([
      { Condition: condition, ...(written && { Value: written }), TargetColumn: 'c' },
    ]);
    expect(conditionsOf(made)).toEqual([{ condition, column: 'c', values }]);
  });

  it('reads numbers of a list as texts', () => {
    const given = step('X', {}, { ConditionExpressions: [{ Condition: 'IS', Value: '[1,2]' }] });
    expect(conditionsOf(given)).toEqual([{ condition: 'IS', column: '', values: ['1', '2'] }]);
  });

  it('leaves no empty list behind', () => {
    const given = step('X', {}, { ConditionExpressions: [] });
    expect(withConditions(given, [], kinds)).toEqual(step('X', {}));
  });
});

it('moves an element of a list', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
});
