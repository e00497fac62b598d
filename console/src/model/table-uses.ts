import { isObject, kindOf, nameOf, parametersOf, texts, type GraphNodes, type Json } from './graph';
import { parseS3Uri } from './s3-uri';

/** A table of the Data Catalog by its names. */
export interface TableName {
  database: string;
  table: string;
}

/** What a node of a graph reads or writes: a table of the catalog, or places in S3. */
export interface NodeUse {
  nodeId: string;
  nodeName: string;
  use: 'reads' | 'writes';
  table: TableName | null;
  locations: string[];
}

/** Everything that a graph reads and writes, in the order of its nodes. */
export function usesOf(nodes: GraphNodes): NodeUse[] {
  return Object.entries(nodes).flatMap(([nodeId, node]) => {
    const kind = kindOf(node);
    const use = kind.endsWith('Source') ? 'reads' : kind.endsWith('Target') ? 'writes' : null;
    if (use === null) return [];
    const parameters = parametersOf(node);
    // Where a connection is named, its database is one of the system that it leads to.
    const named = 'ConnectionName' in parameters ? null : tableNamed(parameters);
    const locations = [...texts(parameters.Paths), ...text(parameters.Path)];
    const table = named ?? tableKept(parameters.SchemaChangePolicy);
    return [{ nodeId, nodeName: nameOf(node), use, table, locations }];
  });
}

/** The table that a target makes or updates in the catalog beside the files that it writes. */
function tableKept(policy: Json | undefined): TableName | null {
  return isObject(policy) && policy.EnableUpdateCatalog === true ? tableNamed(policy) : null;
}

function tableNamed(names: { [name: string]: Json }): TableName | null {
  const [database] = text(names.Database);
  const [table] = text(names.Table);
  return database && table ? { database, table } : null;
}

function text(value: Json | undefined): string[] {
  return typeof value === 'string' && value !== '' ? [value] : [];
}

/** The catalog's names are in lower case, whatever somebody typed. */
export function sameTable(a: TableName, b: TableName): boolean {
  const lower = ({ database, table }: TableName) => [database, table].join('\0').toLowerCase();
  return lower(a) === lower(b);
}

/** Whether a path of S3 is that folder, or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  const inner = parseS3Uri(path);
  const outer = parseS3Uri(folder);
  if (!inner || !outer || inner.bucket !== outer.bucket) return false;
  const withSlash = (key: string) => (key === '' || key.endsWith('/') ? key : `${key}/`);
  return withSlash(inner.key).startsWith(withSlash(outer.key));
}

/** Whether two locations name the same folder of S3, with or without a slash at the end. */
export function sameFolder(a: string, b: string): boolean {
  return isWithin(a, b) && isWithin(b, a);
}

/** How a job uses one table. */
export interface TableUse extends NodeUse {
  job: string;
  /** Whether the node names the table, or only where its files lie. */
  by: 'name' | 'location';
}

/** The nodes of all jobs that read or write a table, by its name or where its files lie. */
export function usesOfTable(
  jobs: readonly { Name: string; CodeGenConfigurationNodes?: GraphNodes }[],
  table: TableName,
  location: string | undefined,
): TableUse[] {
  const by = (use: NodeUse): TableUse['by'] | null => {
    if (use.table && sameTable(use.table, table)) return 'name';
    const lies = (path: string) => location !== undefined && isWithin(path, location);
    return use.locations.some(lies) ? 'location' : null;
  };
  return jobs.flatMap(({ Name, CodeGenConfigurationNodes }) =>
    usesOf(CodeGenConfigurationNodes ?? {}).flatMap(use => {
      const how = by(use);
      return how === null ? [] : [{ ...use, job: Name, by: how }];
    }),
  );
}

/** The tables that a graph writes: those that its targets name, and those whose files lie there. */
export function tablesWritten(
  nodes: GraphNodes,
  tables: readonly { DatabaseName: string; Name: string; StorageDescriptor?: Stored }[],
): TableName[] {
  const written = usesOf(nodes).filter(({ use }) => use === 'writes');
  return tables
    .map(table => ({
      name: { database: table.DatabaseName, table: table.Name },
      location: table.StorageDescriptor?.Location,
    }))
    .filter(({ name, location }) =>
      written.some(
        use =>
          (use.table && sameTable(use.table, name)) ||
          use.locations.some(path => location !== undefined && sameFolder(path, location)),
      ),
    )
    .map(({ name }) => name);
}

interface Stored {
  Location?: string;
}
