import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useState } from 'react';
import { field as text } from '../../../strings/node';
import { nameOf, textOf, type ValueProps } from './value';

/** A line of text, or a number. What is no number stays in the field with the reason beside it. */
export function TextField(
  props: ValueProps & { type: 'TEXT' | 'WHOLE' | 'NUMBER'; hint?: string | undefined },
) {
  const shown = textOf(props.value);
  const [typed, setTyped] = useState<string | null>(null);
  const current = typed ?? shown;
  const fault = typed === null ? undefined : faultOf(props.type, typed);
  const change = (next: string) => {
    if (faultOf(props.type, next)) {
      setTyped(next);
      return;
    }
    setTyped(null);
    if (next === '') props.onChange(undefined);
    else props.onChange(props.type === 'TEXT' ? next : Number(next));
  };
  return (
    <FormField errorText={fault} stretch>
      <Input
        value={current}
        ariaLabel={props.label}
        placeholder={props.hint}
        inputMode={props.type === 'TEXT' ? 'text' : 'decimal'}
        onChange={({ detail }) => change(detail.value)}
        onBlur={() => setTyped(null)}
      />
    </FormField>
  );
}

function faultOf(type: 'TEXT' | 'WHOLE' | 'NUMBER', typed: string): string | undefined {
  if (type === 'TEXT' || typed === '') return undefined;
  if (type === 'WHOLE' && !/^-?\d+$/.test(typed)) return text.wholeNumber;
  return /^-?(\d+\.?\d*|\.\d+)$/.test(typed) ? undefined : text.number;
}

export function ChoiceField(
  props: ValueProps & {
    choices: string[];
    labels?: Record<string, string> | undefined;
    standard?: string | undefined;
    required: boolean;
  },
) {
  const label = (choice: string) => props.labels?.[choice] ?? choice;
  const chosen = textOf(props.value) || props.standard || '';
  const options = props.choices.map(value => ({ value, label: label(value) }));
  const none = { value: '', label: text.none };
  return (
    <Select
      selectedOption={chosen === '' ? null : { value: chosen, label: label(chosen) }}
      options={props.required ? options : [none, ...options]}
      placeholder={text.choose}
      ariaLabel={nameOf(props)}
      onChange={({ detail }) => props.onChange(detail.selectedOption.value || undefined)}
    />
  );
}
