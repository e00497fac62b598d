import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { getSession, type Session } from '../api/session';
import { queryClient } from './query-client';

const KEY = ['session'] as const;

/** Null when nobody is signed in. */
export function useSessionQuery(): UseQueryResult<Session | null> {
  return useQuery({ queryKey: KEY, queryFn: getSession, staleTime: Infinity });
}

/** What anything says that finds the session gone; the shell then shows the sign-in page. */
export function forgetSession(): void {
  queryClient.setQueryData(KEY, null);
  queryClient.removeQueries({ predicate: query => query.queryKey[0] !== KEY[0] });
}

/** After signing in, nothing that was read before counts. */
export function renewSession(): void {
  queryClient.clear();
}

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in. Only inside the shell, where somebody is. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside the shell');
  return session;
}
