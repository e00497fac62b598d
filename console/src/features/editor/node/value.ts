import { texts, type Json } from '../../../model/graph';

/** What the field of one value needs. */
export interface ValueProps {
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
  label: string;
  /** Whether a form field around it says the label. */
  labelled?: boolean;
}

/** A value as a line of text. */
export function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return texts(value)[0] ?? '';
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

/** The name that a field says itself: none where the form field around it does. */
export function nameOf(props: { label: string; labelled?: boolean | undefined }) {
  return props.labelled ? undefined : props.label;
}
