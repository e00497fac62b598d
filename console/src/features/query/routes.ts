import type { RouteObject } from 'react-router';

export const queryRoutes: RouteObject[] = [
  {
    path: 'query',
    lazy: async () => ({ Component: (await import('./QueryEditorPage')).QueryEditorPage }),
  },
];
