/** What Tenon.GetRunReport tells of a run. */
export interface NodeReport {
  NodeId: string;
  Rows?: number;
  /** Why the rows were not counted. */
  Note?: string;
}

export interface RunReport {
  State: string;
  Rows?: number;
  BytesScanned?: number;
  Milliseconds?: { ToResult?: number; ToFirstRow?: number };
  Nodes?: NodeReport[];
  Progress?: { Fraction: number };
}

/** Rows of a node in two runs: what a canvas shows beside each node. */
export interface NodeCount {
  rows: number | undefined;
  note: string | undefined;
  /** Rows more or less than in the run before; undefined where either was not counted. */
  difference: number | undefined;
}

export function countsOf(report: RunReport, before?: RunReport): Map<string, NodeCount> {
  const earlier = new Map((before?.Nodes ?? []).map(node => [node.NodeId, node.Rows]));
  return new Map(
    (report.Nodes ?? []).map(({ NodeId, Rows, Note }) => {
      const old = earlier.get(NodeId);
      const difference = Rows === undefined || old === undefined ? undefined : Rows - old;
      return [NodeId, { rows: Rows, note: Note, difference }];
    }),
  );
}

export function isLive(state: string): boolean {
  return ['STARTING', 'RUNNING', 'STOPPING', 'WAITING'].includes(state);
}
