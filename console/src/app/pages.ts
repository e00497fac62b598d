import type { RouteObject } from 'react-router';
import { catalogRoutes } from '../features/catalog/routes';
import { connectionRoutes } from '../features/connections/routes';
import { editorRoutes } from '../features/editor/routes';
import { homeRoutes } from '../features/home/routes';
import { jobRoutes } from '../features/jobs/routes';
import { monitoringRoutes } from '../features/monitoring/routes';
import { queryRoutes } from '../features/query/routes';
import { s3Routes } from '../features/s3/routes';
import { settingsRoutes } from '../features/settings/routes';

/**
 * The pages of somebody who is signed in. A feature lists its own; what they need is loaded when they
 * are opened. tests/every-page.test.ts opens each of them.
 */
export const pages: RouteObject[] = [
  ...homeRoutes,
  ...catalogRoutes,
  ...connectionRoutes,
  ...editorRoutes,
  ...jobRoutes,
  ...monitoringRoutes,
  ...queryRoutes,
  ...s3Routes,
  ...settingsRoutes,
];
