import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { upstreamGraph, type JsonObject } from '../../../../model/graph';
import type { Column } from '../../../../model/kinds';
import { useKinds } from '../../kinds';
import { selectNodes, useEditor } from '../../store';
import { useSettled } from '../../use-validation';
import { validate } from '../../validate';
import type { FormContext } from '../context';

/**
 * The columns that a step of a recipe finds: what the recipe would yield if it ended before it.
 * Those of the input where that is not known, as while a step before is not complete.
 */
export function useColumnsBefore(context: FormContext, steps: JsonObject[], at: number): Column[] {
  const kinds = useKinds();
  const { id, kind, parameters } = context;
  const nodes = useSettled(useEditor(selectNodes), 250);
  const ended = { ...parameters, RecipeSteps: steps.slice(0, at) };
  const graph = { ...upstreamGraph(nodes, id), [id]: { [kind]: ended } };
  const { data } = useQuery({
    queryKey: ['columns-before-step', id, graph],
    enabled: at > 0,
    queryFn: async ({ signal }) => {
      const validation = await validate(graph, kinds, signal);
      return validation.columns.get(id) ?? null;
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
  });
  return (at > 0 && data) || context.columns;
}
