import type { RouteObject } from 'react-router';

export const catalogRoutes: RouteObject[] = [
  {
    path: 'catalog/databases',
    lazy: async () => ({ Component: (await import('./DatabasesPage')).DatabasesPage }),
  },
  {
    path: 'catalog/databases/add',
    lazy: async () => ({ Component: (await import('./AddDatabasePage')).AddDatabasePage }),
  },
  {
    path: 'catalog/databases/view/:database',
    lazy: async () => ({ Component: (await import('./DatabasePage')).DatabasePage }),
  },
  {
    path: 'catalog/tables',
    lazy: async () => ({ Component: (await import('./TablesPage')).TablesPage }),
  },
  {
    path: 'catalog/tables/add',
    lazy: async () => ({ Component: (await import('./AddTablePage')).AddTablePage }),
  },
  {
    path: 'catalog/tables/view/:database/:table',
    lazy: async () => ({ Component: (await import('./TablePage')).TablePage }),
  },
  {
    path: 'catalog/tables/schema/:database/:table',
    lazy: async () => ({ Component: (await import('./EditSchemaPage')).EditSchemaPage }),
  },
];
