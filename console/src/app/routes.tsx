import type { RouteObject } from 'react-router';
import { catalogRoutes } from '../features/catalog/routes';
import { editorRoutes } from '../features/editor/routes';
import { homeRoutes } from '../features/home/routes';
import { jobRoutes } from '../features/jobs/routes';
import { monitoringRoutes } from '../features/monitoring/routes';
import { queryRoutes } from '../features/query/routes';
import { s3Routes } from '../features/s3/routes';
import { settingsRoutes } from '../features/settings/routes';
import { NotFoundPage } from './NotFoundPage';
import { RouteFailure } from './RouteFailure';
import { SignedIn } from './SignedIn';
import { SignInPage } from './SignInPage';

/** Every page. A feature lists its own; what they need is loaded when they are opened. */
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
        children: [
          ...homeRoutes,
          ...catalogRoutes,
          ...editorRoutes,
          ...jobRoutes,
          ...monitoringRoutes,
          ...queryRoutes,
          ...s3Routes,
          ...settingsRoutes,
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
];
