import { texts, type Json } from '../../../model/graph';

/** What the field of one value needs. */
export interface ValueProps {
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
  label: string;
}

/** A value as a line of text. */
export function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return texts(value)[0] ?? '';
  return value === undefined || value === null ? '' : JSON.stringify(value);
}
