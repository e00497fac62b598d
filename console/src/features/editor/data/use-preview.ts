import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { tenon, type Preview } from '../../../api/tenon';
import { upstreamGraph, type GraphNodes } from '../../../model/graph';
import { selectNodes, useEditor } from '../store';
import { useSettled } from '../use-validation';

const MOST_ROWS = 200;
/** The server ends an older preview of the same node in the same session. */
const SESSION = crypto.randomUUID();

/** What a preview of a node is asked with: the node and all that it hangs on, as last edited. */
export function useUpstream(id: string): GraphNodes {
  const nodes = useSettled(useEditor(selectNodes), 250);
  return upstreamGraph(nodes, id);
}

/** The first rows that leave a node. Asked again when something above it changes, and then only. */
export function usePreview(id: string, nodes: GraphNodes, table: string | undefined, on: boolean) {
  return useQuery({
    queryKey: ['preview', id, table ?? '', nodes],
    enabled: on,
    queryFn: ({ signal }): Promise<Preview> =>
      tenon(
        'PreviewNode',
        {
          CodeGenConfigurationNodes: nodes,
          NodeId: id,
          SessionId: SESSION,
          MaxRows: MOST_ROWS,
          ...(table && { Table: table }),
        },
        signal,
      ),
    placeholderData: (previous, query) =>
      query?.queryKey[1] === id ? keepPreviousData(previous) : undefined,
    staleTime: 60_000,
    gcTime: 60_000,
  });
}

/** Counts and distributions of the columns of a node, over all its rows. */
export function useProfile(id: string, nodes: GraphNodes, table: string | undefined, on: boolean) {
  return useQuery({
    queryKey: ['profile', id, table ?? '', nodes],
    enabled: on,
    queryFn: ({ signal }): Promise<Preview> =>
      tenon(
        'PreviewNode',
        {
          CodeGenConfigurationNodes: nodes,
          NodeId: id,
          SessionId: `${SESSION}-profile`,
          MaxRows: 0,
          Summary: true,
          Detail: true,
          ...(table && { Table: table }),
        },
        signal,
      ),
    staleTime: 60_000,
    gcTime: 60_000,
  });
}
