import { isRouteErrorResponse, useRouteError } from 'react-router';
import { errorMessage } from '../api/error';
import { Failure } from '../ui/Failure';

/** A page that threw, in place of the page. */
export function RouteFailure() {
  const error = useRouteError();
  const message = isRouteErrorResponse(error) ? error.statusText : errorMessage(error);
  return <Failure message={message} onRetry={() => window.location.reload()} />;
}
