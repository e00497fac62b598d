import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState } from 'react';
import { useKinds } from './kinds';
import { selectNodes, useEditor } from './store';
import { NOTHING_KNOWN, validate, type Validation } from './validate';

/** The value as it was when it last rested for this long. */
export function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

export interface ValidationState {
  validation: Validation;
  /** Why the server could not be asked. */
  error: Error | null;
}

/** Validates the graph as it is edited; the last answer stays until the next is there. */
export function useValidationQuery(): ValidationState {
  const kinds = useKinds();
  const nodes = useSettled(useEditor(selectNodes), 150);
  const { data, error } = useQuery({
    queryKey: ['validation', nodes],
    queryFn: ({ signal }) => validate(nodes, kinds, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
  });
  return { validation: data ?? NOTHING_KNOWN, error };
}

export const ValidationContext = createContext<ValidationState>({
  validation: NOTHING_KNOWN,
  error: null,
});

export function useValidation(): Validation {
  return useContext(ValidationContext).validation;
}
