import { queryOptions, useQueries } from '@tanstack/react-query';
import { tenonGraph } from '../../api/tenon-graph';
import type { GraphNodes } from '../../model/graph';
import type { Written } from '../../model/lineage-picture';
import { columnOrigins, decidingOrigins } from '../../model/table-lineage';
import type { TableUse } from '../../model/table-uses';

/** A use of a table by a job that writes it, with the job's graph. */
export interface Writing {
  use: TableUse;
  nodes: GraphNodes;
}

/** Where the columns come from that a job writes; null where the job tells nothing of the node. */
export function lineageQuery({ use, nodes }: Writing) {
  return queryOptions({
    queryKey: ['catalog', 'lineage', use.job, use.nodeId, nodes],
    queryFn: async ({ signal }) => {
      const input = { JobName: use.job, NodeId: use.nodeId };
      return (await tenonGraph('GetLineage', input, signal)).Nodes[0] ?? null;
    },
  });
}

/** The same of all that write a table, as far as it is known. */
export function useWritten(writings: readonly Writing[]): { written: Written[]; pending: boolean } {
  const answers = useQueries({ queries: writings.map(lineageQuery) });
  const written = writings.flatMap(({ use, nodes }, at): Written[] => {
    const found = answers[at]?.data;
    if (!found) return [];
    return [
      {
        job: use.job,
        nodeId: use.nodeId,
        nodeName: use.nodeName,
        columns: columnOrigins(found, nodes),
        deciding: decidingOrigins(found, nodes),
      },
    ];
  });
  return { written, pending: answers.some(({ isPending }) => isPending) };
}
