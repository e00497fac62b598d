import { useCallback, useMemo } from 'react';
import {
  inputsOf,
  kindOf,
  nameOf,
  parametersOf,
  type Json,
  type Parameters,
} from '../../../model/graph';
import { setParameter } from '../../../model/edits';
import type { Column } from '../../../model/kinds';
import type { GraphProblem } from '../../../api/tenon-graph';
import { selectNodes, useEditor, useEditorStore } from '../store';
import { problemsOf } from '../validate';
import { useValidation } from '../use-validation';

/** An input of the node that a form is about. */
export interface FormInput {
  id: string;
  name: string;
  /** What leaves it; none if it is not known. */
  columns: Column[] | undefined;
}

/** What every form of a node needs. */
export interface FormContext {
  id: string;
  kind: string;
  parameters: Parameters;
  inputs: FormInput[];
  /** The columns of all inputs together. */
  columns: Column[];
  problems: GraphProblem[];
  /** Sets a parameter, or takes it out; typing in one field is one step of undo. */
  set: (name: string, value: Json | undefined) => void;
  /** What is wrong with a parameter, for the field of it. */
  errorOf: (name: string) => string | undefined;
}

export function useFormContext(id: string): FormContext {
  const store = useEditorStore();
  const nodes = useEditor(selectNodes);
  const validation = useValidation();
  const node = nodes[id];
  const set = useCallback(
    (name: string, value: Json | undefined) =>
      store.edit(at => setParameter(at, id, name, value), `${id}/${name}`),
    [store, id],
  );
  return useMemo(() => {
    const inputs = (node ? inputsOf(node) : []).map(input => ({
      id: input,
      name: nameOf(nodes[input] ?? {}) || input,
      columns: validation.columns.get(input),
    }));
    const problems = problemsOf(validation, id);
    return {
      id,
      kind: node ? kindOf(node) : '',
      parameters: node ? parametersOf(node) : {},
      inputs,
      columns: inputs.flatMap(input => input.columns ?? []),
      problems,
      set,
      errorOf: (name: string) =>
        problems.find(problem => problem.Field === name && problem.Severity !== 'WARNING')?.Message,
    };
  }, [node, nodes, validation, id, set]);
}
