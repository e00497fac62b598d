import { CodeEditor } from './CodeEditor';
import { textOf, type ValueProps } from './value';

/** SQL, a rule set, an expression. */
export function CodeField(
  props: ValueProps & { language: 'sql' | 'text'; words?: Record<string, string[]> | undefined },
) {
  return (
    <CodeEditor
      value={textOf(props.value)}
      language={props.language}
      label={props.label}
      words={props.words}
      onChange={next => props.onChange(next === '' ? undefined : next)}
    />
  );
}
