import { useCallback, useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { FIRST_TABS, openTab, selectTab, type QueryTabs } from '../../model/query-tabs';
import { query as text } from '../../strings/query';
import { notify } from '../../ui/notifications';
import { usePreference } from '../../ui/preference';

/**
 * The tabs, as this browser keeps them. The address says which one is shown, and may bring a statement:
 * /query?statement=SELECT+1&database=db opens it in a tab, once.
 */
export function useQueryTabs(): [QueryTabs, (change: (state: QueryTabs) => QueryTabs) => void] {
  const [kept, keep] = usePreference<QueryTabs>('query-tabs', FIRST_TABS);
  const [query, setQuery] = useSearchParams();
  const address = query.toString();
  const shown = selectTab(kept, query.get('tab') ?? kept.activeId);
  const latest = useRef({ shown, address, setQuery });
  const opened = useRef('');

  useEffect(() => {
    latest.current = { shown, address, setQuery };
  });

  const change = useCallback(
    (make: (state: QueryTabs) => QueryTabs) => {
      const next = make(latest.current.shown);
      latest.current.shown = next;
      try {
        keep(next);
      } catch {
        notify({ id: 'query-tabs', type: 'error', content: text.editor.tooBig });
      }
      const tab = new URLSearchParams({ tab: next.activeId });
      if (latest.current.address === tab.toString()) return;
      latest.current.address = tab.toString();
      latest.current.setQuery(tab, { replace: true, preventScrollReset: true });
    },
    [keep],
  );

  useEffect(() => {
    if (opened.current === address) return;
    opened.current = address;
    const asked = new URLSearchParams(address);
    const statement = asked.get('statement');
    if (statement === null) return;
    const name = asked.get('name');
    const executionId = asked.get('execution');
    const namedQueryId = asked.get('saved');
    change(state =>
      openTab(state, {
        statement,
        database: asked.get('database') ?? '',
        ...(name && { name }),
        ...(executionId && { executionId }),
        ...(namedQueryId && { namedQueryId }),
      }),
    );
  }, [address, change]);

  return [shown, change];
}
