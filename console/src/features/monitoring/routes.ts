import type { RouteObject } from 'react-router';

export const monitoringRoutes: RouteObject[] = [
  {
    path: 'monitoring',
    lazy: async () => ({ Component: (await import('./MonitoringPage')).MonitoringPage }),
  },
];
