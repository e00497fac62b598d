import { expect, it } from 'vitest';
import { compareTables } from './table-diff';

it('two versions of a table differ by columns and by settings', () => {
  const before = {
    Name: 't',
    StorageDescriptor: {
      Location: 's3://b/old/',
      Columns: [
        { Name: 'id', Type: 'int' },
        { Name: 'gone', Type: 'string' },
      ],
    },
    Parameters: { classification: 'csv' },
  };
  const after = {
    Name: 't',
    StorageDescriptor: {
      Location: 's3://b/new/',
      Columns: [
        { Name: 'id', Type: 'bigint' },
        { Name: 'more', Type: 'date', Comment: 'why' },
      ],
    },
    Parameters: { classification: 'csv' },
  };
  expect(compareTables(before, after)).toEqual([
    { name: 'id', part: 'schema', kind: 'changed', before: 'int', after: 'bigint' },
    { name: 'more', part: 'schema', kind: 'added', before: '', after: 'date, “why”' },
    { name: 'gone', part: 'schema', kind: 'removed', before: 'string', after: '' },
    {
      name: 'Location',
      part: 'settings',
      kind: 'changed',
      before: 's3://b/old/',
      after: 's3://b/new/',
    },
    { name: 'classification', part: 'settings', kind: 'same', before: 'csv', after: 'csv' },
  ]);
});
