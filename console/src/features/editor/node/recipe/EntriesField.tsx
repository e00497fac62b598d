import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JsonObject } from '../../../../model/graph';
import type { NodeParameter } from '../../../../model/kinds';
import { entryValue, withEntryValue } from '../../../../model/recipe';
import { recipe as text } from '../../../../strings/recipe';
import type { FormContext } from '../context';
import { Group } from '../Group';
import { ParameterField } from '../ParameterField';

/** A list of entries that all hold the same: what to sort by, aggregates. */
export function EntriesField(props: {
  parameter: NodeParameter;
  fields: NodeParameter[];
  context: FormContext;
  entries: JsonObject[];
  onChange: (entries: JsonObject[]) => void;
}) {
  const { parameter, fields, context, entries, onChange } = props;
  const { Title: title, Help: help } = parameter;
  return (
    <Group label={title} description={help}>
      <SpaceBetween size="s">
        {entries.map((entry, at) => (
          <div key={at} className="job-group" role="group" aria-label={text.entry(title, at + 1)}>
            <SpaceBetween size="s">
              {fields.map(field => (
                <ParameterField
                  key={field.Name}
                  parameter={field}
                  context={context}
                  value={entryValue(entry, field)}
                  onChange={next => onChange(entries.with(at, withEntryValue(entry, field, next)))}
                />
              ))}
              <Button onClick={() => onChange(entries.toSpliced(at, 1))}>
                {text.removeEntry(title, at + 1)}
              </Button>
            </SpaceBetween>
          </div>
        ))}
        <Button iconName="add-plus" onClick={() => onChange([...entries, {}])}>
          {text.addEntry(title)}
        </Button>
      </SpaceBetween>
    </Group>
  );
}
