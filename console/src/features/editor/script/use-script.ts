import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { tenonGraph, type Explanation } from '../../../api/tenon-graph';
import { scriptOf, type Script } from '../../../model/script';
import { selectNodes, useEditor } from '../store';
import { useSettled } from '../use-validation';

/** The script with the optimizer's changes, or as the graph is drawn. */
export type Which = 'optimized' | 'drawn';

export interface ScriptState {
  /** Whether there is no node to make a script of. */
  empty: boolean;
  /** The script of the graph, or while it has faults the last one that could be made. */
  script: Script | undefined;
  changes: readonly string[];
  /** Why the graph as it is now has no script. */
  error: Error | null;
}

/** The SQL that the engine runs for the graph as it is edited. */
export function useScript(which: Which): ScriptState {
  const nodes = useSettled(useEditor(selectNodes), 150);
  const empty = Object.keys(nodes).length === 0;
  const { data, error } = useQuery({
    queryKey: ['explain', nodes],
    enabled: !empty,
    queryFn: ({ signal }) => tenonGraph('ExplainJob', { CodeGenConfigurationNodes: nodes }, signal),
    placeholderData: keepPreviousData,
  });
  const [last, setLast] = useState<Explanation | undefined>(data);
  if (data && data !== last) setLast(data);
  const plan = data ?? last;
  const steps = which === 'drawn' ? plan?.Drawn : plan?.Optimized;
  const script = useMemo(() => steps && scriptOf(steps), [steps]);
  return { empty, script, changes: plan?.Changes ?? [], error };
}
