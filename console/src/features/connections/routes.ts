import type { RouteObject } from 'react-router';

export const connectionRoutes: RouteObject[] = [
  {
    path: 'catalog/connections',
    lazy: async () => ({ Component: (await import('./ConnectionsPage')).ConnectionsPage }),
  },
  {
    path: 'catalog/connections/create',
    lazy: async () => ({
      Component: (await import('./CreateConnectionPage')).CreateConnectionPage,
    }),
  },
  {
    path: 'catalog/connections/view/:connection',
    lazy: async () => ({ Component: (await import('./ConnectionPage')).ConnectionPage }),
  },
  {
    path: 'catalog/connections/edit/:connection',
    lazy: async () => ({ Component: (await import('./EditConnectionPage')).EditConnectionPage }),
  },
];
