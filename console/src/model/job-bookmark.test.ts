import { describe, expect, it } from 'vitest';
import { bookmarkRows } from './job-bookmark';

const NODES = { 'node-1': { JDBCConnectorSource: { Name: 'Hits' } }, 'node-2': { Join: {} } };

describe('the bookmark of a job', () => {
  it('has a row for each node, by its name where it has one', () => {
    const bookmark = JSON.stringify({ 'node-1': '41', 'node-2': { id: 7 }, gone: 8 });
    expect(bookmarkRows(bookmark, NODES)).toEqual([
      { key: 'node-1', node: 'Hits', value: '41' },
      { key: 'node-2', node: 'node-2', value: '{"id":7}' },
      { key: 'gone', node: 'gone', value: '8' },
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
    expect(bookmarkRows(bookmark, NODES)).toEqual([{ key: '', node: '', value }]);
  });
});
