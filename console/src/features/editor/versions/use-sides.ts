import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { tenonGraph } from '../../../api/tenon-graph';
import type { GraphNodes, JsonObject } from '../../../model/graph';
import { editableJob } from '../../../model/job';
import { selectJob, selectNodes, useEditor } from '../store';
import { graphOf } from './use-versions';

/** One of the two that are compared: a version, or what is on the canvas, saved or not. */
export type SideName = number | 'canvas';

/** A side as the address has it; null for what is none. */
export function readSide(text: string | null): SideName | null {
  if (text === 'canvas') return text;
  return text !== null && /^[1-9]\d*$/.test(text) ? Number(text) : null;
}

export interface Side {
  nodes: GraphNodes;
  /** The job without its graph. */
  job: JsonObject;
}

/** What a side holds. `side` is undefined until it is there. */
export function useSide(
  jobName: string,
  name: SideName,
): { side: Side | undefined; error: Error | null } {
  const nodes = useEditor(selectNodes);
  const job = useEditor(selectJob);
  const { data, error } = useQuery({
    queryKey: ['editor', 'version', jobName, name],
    enabled: name !== 'canvas',
    queryFn: async ({ signal }): Promise<Side> => {
      const input = { JobName: jobName, Version: Number(name) };
      const { Job } = await tenonGraph('GetJobVersion', input, signal);
      return { nodes: graphOf(Job), job: editableJob(Job) };
    },
    staleTime: Infinity,
  });
  const canvas = useMemo(() => ({ nodes, job: editableJob(job) }), [nodes, job]);
  return name === 'canvas' ? { side: canvas, error: null } : { side: data, error };
}
