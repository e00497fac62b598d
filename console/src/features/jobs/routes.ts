import type { RouteObject } from 'react-router';

export const jobRoutes: RouteObject[] = [
  { path: 'jobs', lazy: async () => ({ Component: (await import('./JobsPage')).JobsPage }) },
  {
    path: 'jobs/create/upload',
    lazy: async () => ({ Component: (await import('./UploadJobPage')).UploadJobPage }),
  },
];
