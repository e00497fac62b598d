import type { RouteObject } from 'react-router';

const page = async () => ({ Component: (await import('./EditorPage')).EditorPage });

/** One page under both addresses, so that it stays when a new job gets its name. */
export const editorRoutes: RouteObject[] = [
  { path: 'jobs/create/visual', lazy: page },
  { path: 'jobs/:name', lazy: page },
];
