import { usesOf, type TableName } from './table-uses';
import { nameOf, type GraphNodes } from './graph';

/** What Tenon.GetLineage tells of a node: where its columns come from. */
export interface NodeLineage {
  NodeId: string;
  Columns: { Name: string; Values: SourceColumn[] }[];
  /** Columns that only decide which rows there are: of filters, joins and groups. */
  Deciding: SourceColumn[];
  /** Why something may be wanting, in words. */
  Gaps: string[];
}

/** A column of a source node. */
export interface SourceColumn {
  NodeId: string;
  Column: string;
}

/** A source column as people know it: by the table that its node reads, or by the node's name. */
export interface Origin {
  key: string;
  column: string;
  /** "database.table", where the node reads one; else the name of the node. */
  of: string;
  table: TableName | null;
}

export interface ColumnOrigins {
  column: string;
  origins: Origin[];
}

/** The columns that a node of this graph writes, each with what its value is made of. */
export function columnOrigins(lineage: NodeLineage, nodes: GraphNodes): ColumnOrigins[] {
  const originOf = originsIn(nodes);
  return lineage.Columns.map(({ Name, Values }) => ({
    column: Name,
    origins: Values.map(originOf),
  }));
}

export function decidingOrigins(lineage: NodeLineage, nodes: GraphNodes): Origin[] {
  return lineage.Deciding.map(originsIn(nodes));
}

function originsIn(nodes: GraphNodes): (source: SourceColumn) => Origin {
  const tables = new Map(usesOf(nodes).map(({ nodeId, table }) => [nodeId, table]));
  return ({ NodeId, Column }) => {
    const table = tables.get(NodeId) ?? null;
    const node = nodes[NodeId];
    return {
      key: `${NodeId}/${Column}`,
      column: Column,
      of: table ? `${table.database}.${table.table}` : node ? nameOf(node) : NodeId,
      table,
    };
  };
}
