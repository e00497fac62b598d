/** What Tenon.GetRunReport tells of a run. */
export interface NodeReport {
  NodeId: string;
  Rows?: number;
  /** Of the files that a source has or a target has written. */
  Bytes?: number;
  /** Of the node's own operators, over all threads. */
  ProcessorMilliseconds?: number;
  /** Why the rows were not counted. */
  Note?: string;
  /** While the run lives: more rows may come. */
  SoFar?: boolean;
  /** Rows so far that are not counted, but follow from how much has been read. */
  Estimate?: boolean;
}

export interface RunReport {
  State: string;
  /** The version of the job that ran. */
  JobVersion?: number;
  Rows?: number;
  BytesScanned?: number;
  Milliseconds?: { ToResult?: number; ToFirstRow?: number };
  /** While the run lives: those that are counted already. */
  Nodes?: NodeReport[];
  Progress?: { Fraction: number };
}

/** What a run has counted at a node, and how many rows more or less than the run before. */
export interface NodeCount {
  rows: number | undefined;
  bytes: number | undefined;
  milliseconds: number | undefined;
  note: string | undefined;
  /** Of rows to which more may come, what is known of them. */
  soFar: 'counted' | 'estimated' | undefined;
  /** Rows more or less than in the run before; undefined where either was not counted. */
  difference: number | undefined;
}

export function countsOf(report: RunReport, before?: RunReport): Map<string, NodeCount> {
  const earlier = new Map((before?.Nodes ?? []).map(node => [node.NodeId, node.Rows]));
  return new Map(
    (report.Nodes ?? []).map(node => {
      const rows = node.Rows;
      const old = earlier.get(node.NodeId);
      const soFar = node.SoFar ? (node.Estimate ? 'estimated' : 'counted') : undefined;
      const isComparable = rows !== undefined && old !== undefined && soFar === undefined;
      const difference = isComparable ? rows - old : undefined;
      const { Bytes: bytes, ProcessorMilliseconds: milliseconds, Note: note } = node;
      return [node.NodeId, { rows, bytes, milliseconds, note, soFar, difference }];
    }),
  );
}

export function isLive(state: string): boolean {
  return ['STARTING', 'RUNNING', 'STOPPING', 'WAITING'].includes(state);
}
