import { expect, test } from 'vitest';
import { activeTab, changeTab, closeTab, FIRST_TABS, openTab, selectTab } from './query-tabs';

const written = changeTab(FIRST_TABS, '1', { statement: 'SELECT 1', database: 'db' });

test('A new tab is behind the others, active, and in the same database', () => {
  const state = openTab(written, {});
  expect(state.tabs.map(({ name }) => name)).toEqual(['Query 1', 'Query 2']);
  expect(activeTab(state)).toEqual({ id: '2', name: 'Query 2', statement: '', database: 'db' });
});

test('A statement goes into the tab that is still empty, else into one of its own', () => {
  expect(openTab(FIRST_TABS, { statement: 'SELECT 1' }).tabs).toHaveLength(1);
  const state = openTab(written, { statement: 'SELECT 2', database: 'other' });
  expect(state.tabs).toHaveLength(2);
  expect(activeTab(state)).toMatchObject({ statement: 'SELECT 2', database: 'other' });
});

test('Closing the active tab shows its neighbour, closing another changes nothing', () => {
  const three = openTab(openTab(written, {}), { name: 'third' });
  expect(closeTab(three, '3').activeId).toBe('2');
  expect(closeTab(selectTab(three, '1'), '1').activeId).toBe('2');
  expect(closeTab(three, '1').activeId).toBe('3');
  expect(closeTab(three, 'gone')).toBe(three);
});

test('There is always a tab', () => {
  const state = closeTab(written, '1');
  expect(state.tabs).toEqual([{ id: '2', name: 'Query 2', statement: '', database: 'db' }]);
  expect(activeTab({ ...state, activeId: 'gone' }).id).toBe('2');
});

test('What is selected has to be there', () => {
  expect(selectTab(written, '7')).toBe(written);
});
