import { useCallback, useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { FIRST_TABS, openTab, selectTab, type QueryTabs } from '../../model/query-tabs';
import { usePreference } from '../../ui/preference';

/**
 * The tabs, as this browser keeps them. The address says which one is shown, and may bring a statement:
 * /query?statement=SELECT+1&database=db opens it in a tab, once.
 */
export function useQueryTabs(): [QueryTabs, (change: (state: QueryTabs) => QueryTabs) => void] {
  const [kept, keep] = usePreference<QueryTabs>('query-tabs', FIRST_TABS);
  const [query, setQuery] = useSearchParams();
  const latest = useRef(kept);
  const shown = selectTab(kept, query.get('tab') ?? kept.activeId);

  useEffect(() => {
    latest.current = shown;
  });

  const change = useCallback(
    (make: (state: QueryTabs) => QueryTabs) => {
      const next = make(latest.current);
      latest.current = next;
      keep(next);
      setQuery({ tab: next.activeId }, { replace: true, preventScrollReset: true });
    },
    [keep, setQuery],
  );

  const statement = query.get('statement');
  const database = query.get('database');
  const execution = query.get('execution');
  useEffect(() => {
    if (statement === null) return;
    change(state =>
      openTab(state, {
        statement,
        ...(database !== null && { database }),
        ...(execution !== null && { executionId: execution }),
      }),
    );
  }, [statement, database, execution, change]);

  return [shown, change];
}

/** The address that opens a statement in the editor. */
export function statementHref(statement: string, database = '', execution?: string): string {
  const query = new URLSearchParams({ statement, database, ...(execution && { execution }) });
  return `/query?${query.toString()}`;
}
