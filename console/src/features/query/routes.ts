import type { RouteObject } from 'react-router';

export const queryRoutes: RouteObject[] = [
  {
    path: 'query',
    lazy: async () => ({ Component: (await import('./QueryEditorPage')).QueryEditorPage }),
  },
  {
    path: 'query/history',
    lazy: async () => ({ Component: (await import('./HistoryPage')).HistoryPage }),
  },
  {
    path: 'query/saved',
    lazy: async () => ({ Component: (await import('./SavedQueriesPage')).SavedQueriesPage }),
  },
];
