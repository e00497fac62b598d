import { SqlEditor } from '../../../ui/SqlEditor';
import { CodeEditor } from './CodeEditor';
import { textOf, type ValueProps } from './value';

/** SQL, a rule set, an expression. */
export function CodeField(
  props: ValueProps & { language: 'sql' | 'text'; words?: Record<string, string[]> | undefined },
) {
  const editor = {
    value: textOf(props.value),
    label: props.label,
    onChange: (next: string) => props.onChange(next === '' ? undefined : next),
  };
  if (props.language === 'text') return <CodeEditor {...editor} />;
  return <SqlEditor {...editor} minHeight="8rem" {...(props.words && { schema: props.words })} />;
}
