import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo } from 'react';
import { objects } from '../../../model/graph';
import { forms } from '../../../strings/node';
import { CodeField } from './CodeField';
import type { FormContext } from './context';
import { Group } from './Group';
import { textOf } from './value';

const text = forms.sql;

/** Spark SQL over the parents, each under its alias. */
export function SqlForm({ context }: { context: FormContext }) {
  const aliases = objects(context.parameters.SqlAliases);
  const words = useMemo(() => {
    const tables: Record<string, string[]> = {};
    for (const input of context.inputs) {
      const alias = objects(context.parameters.SqlAliases).find(one => one.From === input.id);
      if (alias) tables[textOf(alias.Alias)] = (input.columns ?? []).map(({ Name }) => Name);
    }
    return tables;
  }, [context]);
  return (
    <SpaceBetween size="m">
      <Group label={text.aliases} error={context.errorOf('SqlAliases')}>
        <SpaceBetween size="xs">
          {context.inputs.map(input => (
            <FormField key={input.id} label={text.aliasOf(input.name)} stretch>
              <Input
                value={textOf(aliases.find(one => one.From === input.id)?.Alias)}
                onChange={({ detail }) =>
                  context.set(
                    'SqlAliases',
                    aliases.map(one =>
                      one.From === input.id ? { ...one, Alias: detail.value } : one,
                    ),
                  )
                }
              />
            </FormField>
          ))}
        </SpaceBetween>
      </Group>
      <FormField
        label={text.query}
        description={text.columnsOf}
        errorText={context.errorOf('SqlQuery')}
        stretch
      >
        <CodeField
          value={context.parameters.SqlQuery}
          language="sql"
          label={text.query}
          words={words}
          onChange={next => context.set('SqlQuery', next)}
        />
      </FormField>
    </SpaceBetween>
  );
}
