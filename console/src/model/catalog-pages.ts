const part = encodeURIComponent;

/** The addresses of the console's pages about the Data Catalog. */
export const catalogPages = {
  databases: '/catalog/databases',
  addDatabase: '/catalog/databases/add',
  database: (database: string) => `/catalog/databases/view/${part(database)}`,
  tables: '/catalog/tables',
  addTable: (database?: string) =>
    `/catalog/tables/add${database === undefined ? '' : `?${new URLSearchParams({ database })}`}`,
  table: (database: string, table: string, tab?: string) =>
    `/catalog/tables/view/${part(database)}/${part(table)}${tab ? `?tab=${tab}` : ''}`,
  editSchema: (database: string, table: string) =>
    `/catalog/tables/schema/${part(database)}/${part(table)}`,
  connections: '/catalog/connections',
  createConnection: '/catalog/connections/create',
  connection: (name: string) => `/catalog/connections/view/${part(name)}`,
  editConnection: (name: string) => `/catalog/connections/edit/${part(name)}`,
};
