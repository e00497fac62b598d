import type { RouteObject } from 'react-router';
import { FILLS_WINDOW } from '../../ui/page';

const page = async () => ({ Component: (await import('./EditorPage')).EditorPage });

/** One page under both addresses, so that it stays when a new job gets its name. */
export const editorRoutes: RouteObject[] = [
  { path: 'jobs/create/visual', lazy: page, handle: FILLS_WINDOW },
  { path: 'jobs/:name', lazy: page, handle: FILLS_WINDOW },
];
