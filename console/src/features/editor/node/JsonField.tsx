import FormField from '@cloudscape-design/components/form-field';
import { useState } from 'react';
import type { Json } from '../../../model/graph';
import { field as text } from '../../../strings/node';
import { CodeEditor } from './CodeEditor';
import type { ValueProps } from './value';

/** A structure for which there is no form of its own, as the API's JSON. */
export function JsonField(props: ValueProps) {
  const shown = props.value === undefined ? '' : JSON.stringify(props.value, null, 2);
  const [typed, setTyped] = useState<string | null>(null);
  const change = (next: string) => {
    if (next.trim() === '') {
      setTyped(null);
      props.onChange(undefined);
      return;
    }
    try {
      const value = JSON.parse(next) as Json;
      props.onChange(value);
    } catch {
      // Stays as typed until it is JSON again.
    }
    setTyped(next);
  };
  return (
    <FormField errorText={typed !== null && !isJson(typed) ? text.notJson : undefined} stretch>
      <CodeEditor value={typed ?? shown} label={props.label} onChange={change} />
    </FormField>
  );
}

function isJson(typed: string): boolean {
  try {
    JSON.parse(typed);
    return true;
  } catch {
    return false;
  }
}
