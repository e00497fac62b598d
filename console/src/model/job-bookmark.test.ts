import { describe, expect, it } from 'vitest';
import { bookmarkRows } from './job-bookmark';

const NODES = { 'node-1': { JDBCConnectorSource: { Name: 'Hits' } }, 'node-2': { Join: {} } };

describe('the bookmark of a job', () => {
  it('has a row for each node, by its name where it has one', () => {
    const bookmark = JSON.stringify({
      'node-1': { Table: 'public.hits', Key: 'id', Value: '41' },
      'node-2': { Value: 7 },
      'node-3': { Table: 't', Key: 'k' },
      gone: 'x',
    });
    const nothing = { table: '', column: '' };
    expect(bookmarkRows(bookmark, NODES)).toEqual([
      { id: 'node-1', node: 'Hits', table: 'public.hits', column: 'id', value: '41' },
      { id: 'node-2', node: 'node-2', ...nothing, value: '7' },
      { id: 'node-3', node: 'node-3', table: 't', column: 'k', value: '' },
      { id: 'gone', node: 'gone', ...nothing, value: 'x' },
    ]);
  });

  it.each([[undefined], [''], ['{}'], ['null']])('of %j is empty', bookmark => {
    expect(bookmarkRows(bookmark, NODES)).toEqual([]);
  });

  it.each([
    ['not JSON', 'not JSON'],
    ['[1]', '[1]'],
    ['"x"', 'x'],
  ])('of another form is shown whole: %s', (bookmark, value) => {
    expect(bookmarkRows(bookmark, NODES)).toEqual([
      { id: '', node: '', table: '', column: '', value },
    ]);
  });
});
