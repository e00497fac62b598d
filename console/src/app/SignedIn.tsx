import { useEffect } from 'react';
import { Navigate, useLocation } from 'react-router';
import { onSessionEnd } from '../api/session';
import { errorMessage } from '../api/error';
import { Failure } from '../ui/Failure';
import { Loading } from '../ui/Loading';
import { forgetSession, SessionContext, useSessionQuery } from './session';
import { Shell } from './Shell';

/** The shell for somebody who is signed in; for others, the sign-in page, which leads back here. */
export function SignedIn() {
  const { pathname, search, hash } = useLocation();
  const session = useSessionQuery();
  useEffect(() => onSessionEnd(forgetSession), []);

  if (session.isPending) return <Loading />;
  if (session.isError) {
    return <Failure message={errorMessage(session.error)} onRetry={() => void session.refetch()} />;
  }
  if (!session.data) {
    const back = pathname + search + hash;
    return (
      <Navigate to={back === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ back })}`} />
    );
  }
  return (
    <SessionContext.Provider value={session.data}>
      <Shell />
    </SessionContext.Provider>
  );
}
