import { describe, expect, it } from 'vitest';
import { schemaFault, schemaFromJson, schemaToJson } from './schema-json';

const SCHEMA = [
  { name: 'id', type: 'bigint', comment: '', partitionKey: false },
  { name: 'day', type: 'date', comment: 'of the sale', partitionKey: true },
];

describe('a schema as JSON', () => {
  it('is read as it is written', () =>
    expect(schemaFromJson(schemaToJson(SCHEMA))).toEqual(SCHEMA));

  it('may leave out the type', () =>
    expect(schemaFromJson('[{"Name": "a"}]')).toEqual([
      { name: 'a', type: 'string', comment: '', partitionKey: false },
    ]));

  it.each([
    ['{}', 'a list of columns'],
    ['[1]', 'Column #1 has to be an object'],
    ['[{"Type": "int"}]', 'Column #1 has no Name'],
    ['[{"Name": "a", "Size": 1}]', 'Column #1 has Size'],
    ['[{"Name": "a"}, {"Name": "A"}]', 'two columns named A'],
    ['[{"Name": "a", "PartitionKey": 1}]', 'neither true nor false'],
    ['[', 'JSON'],
  ])('%s is refused', (text, message) => expect(() => schemaFromJson(text)).toThrow(message));
});

it('a schema without names or types has a fault', () => {
  expect(schemaFault(SCHEMA)).toBeNull();
  expect(schemaFault([{ name: ' ', type: 'int', comment: '', partitionKey: false }])).toBe(
    'Column #1 has no name',
  );
  expect(schemaFault([{ name: 'a', type: '', comment: '', partitionKey: false }])).toBe(
    'Column #1 has no type',
  );
});
