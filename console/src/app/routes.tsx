import type { RouteObject } from 'react-router';
import { NotFoundPage } from './NotFoundPage';
import { pages } from './pages';
import { RouteFailure } from './RouteFailure';
import { SignedIn } from './SignedIn';
import { SignInPage } from './SignInPage';

/** Every address: the sign-in page, and behind it all others. */
export const routes: RouteObject[] = [
  { path: '/sign-in', element: <SignInPage />, errorElement: <RouteFailure /> },
  {
    path: '/',
    element: <SignedIn />,
    errorElement: <RouteFailure />,
    HydrateFallback: () => null,
    children: [
      {
        errorElement: <RouteFailure />,
        children: [...pages, { path: '*', element: <NotFoundPage /> }],
      },
    ],
  },
];
