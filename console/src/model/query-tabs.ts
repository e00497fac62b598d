/** The query editor's tabs: plain data, kept by the browser, changed by functions without effect. */

export interface QueryTab {
  id: string;
  name: string;
  statement: string;
  /** The database that names without one belong to; '' for none. */
  database: string;
  /** The last execution, whose result the tab shows. */
  executionId?: string;
  /** The saved query that the tab was opened from or saved as. */
  namedQueryId?: string;
}

export interface QueryTabs {
  tabs: readonly QueryTab[];
  activeId: string;
  /** The number of the next tab. */
  next: number;
}

export const FIRST_TABS: QueryTabs = {
  tabs: [{ id: '1', name: 'Query 1', statement: '', database: '' }],
  activeId: '1',
  next: 2,
};

export function activeTab(state: QueryTabs): QueryTab {
  const tab = state.tabs.find(({ id }) => id === state.activeId) ?? state.tabs[0];
  if (!tab) throw new Error('the query editor always has a tab');
  return tab;
}

/** Opens a tab behind the others and shows it. The active one is used if it is still untouched. */
export function openTab(state: QueryTabs, given: Partial<Omit<QueryTab, 'id'>>): QueryTabs {
  const current = activeTab(state);
  if (given.statement && current.statement.trim() === '') {
    return changeTab(state, current.id, given);
  }
  const id = String(state.next);
  const tab = { name: `Query ${id}`, statement: '', database: current.database, ...given, id };
  return { tabs: [...state.tabs, tab], activeId: id, next: state.next + 1 };
}

export function changeTab(
  state: QueryTabs,
  id: string,
  change: Partial<Omit<QueryTab, 'id'>>,
): QueryTabs {
  return { ...state, tabs: state.tabs.map(tab => (tab.id === id ? { ...tab, ...change } : tab)) };
}

export function selectTab(state: QueryTabs, id: string): QueryTabs {
  return state.tabs.some(tab => tab.id === id) ? { ...state, activeId: id } : state;
}

/** Closes a tab and shows its neighbour; the last one is replaced by an empty one. */
export function closeTab(state: QueryTabs, id: string): QueryTabs {
  const at = state.tabs.findIndex(tab => tab.id === id);
  if (at < 0) return state;
  const tabs = state.tabs.filter(tab => tab.id !== id);
  if (tabs.length === 0) {
    const fresh = String(state.next);
    const database = activeTab(state).database;
    return {
      tabs: [{ id: fresh, name: `Query ${fresh}`, statement: '', database }],
      activeId: fresh,
      next: state.next + 1,
    };
  }
  const neighbour = tabs[Math.min(at, tabs.length - 1)];
  const activeId = state.activeId === id && neighbour ? neighbour.id : state.activeId;
  return { ...state, tabs, activeId };
}
