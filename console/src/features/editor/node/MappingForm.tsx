import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import {
  mappingOfColumns,
  mappingParameter,
  mappingsOf,
  withMissingColumns,
  type Mapping,
} from '../../../model/mapping';
import { field as fieldText, forms } from '../../../strings/node';
import { Grid } from '../Grid';
import type { FormContext } from './context';
import { Group } from './Group';

const text = forms.mapping;
const TYPES = [
  'string',
  'bigint',
  'int',
  'smallint',
  'tinyint',
  'double',
  'float',
  'decimal',
  'boolean',
  'date',
  'timestamp',
  'binary',
].map(value => ({ value }));

/** The grid of Change Schema: each column of the parent under a new name, type, or dropped. */
export function MappingForm({ context }: { context: FormContext }) {
  const columns = context.inputs[0]?.columns;
  const given = mappingsOf(context.parameters.Mapping);
  const isGiven = context.parameters.Mapping !== undefined;
  const mappings = isGiven ? given : mappingOfColumns(columns ?? []);
  const set = (next: Mapping[]) => context.set('Mapping', mappingParameter(next));
  const change = (at: number, part: Partial<Mapping>) =>
    set(mappings.map((one, place) => (place === at ? { ...one, ...part } : one)));
  const more = withMissingColumns(mappings, columns ?? []).length - mappings.length;
  return (
    <Group label={text.label} error={context.errorOf('Mapping')}>
      <SpaceBetween size="s">
        {mappings.length === 0 ? (
          <Box color="text-body-secondary">{text.waiting}</Box>
        ) : (
          <Grid heads={[text.source, text.target, text.type, text.drop]}>
            {mappings.map((mapping, at) => (
              <Row key={at} mapping={mapping} onChange={part => change(at, part)} />
            ))}
          </Grid>
        )}
        <SpaceBetween direction="horizontal" size="xs">
          {more > 0 && (
            <Button onClick={() => set(withMissingColumns(mappings, columns ?? []))}>
              {text.add(more)}
            </Button>
          )}
          <Button disabled={!columns} onClick={() => set(mappingOfColumns(columns ?? []))}>
            {text.reset}
          </Button>
        </SpaceBetween>
      </SpaceBetween>
    </Group>
  );
}

function Row(props: { mapping: Mapping; onChange: (part: Partial<Mapping>) => void }) {
  const { mapping, onChange } = props;
  const name = mapping.from.join('.');
  const types = TYPES.some(({ value }) => value === mapping.toType)
    ? TYPES
    : [...TYPES, { value: mapping.toType }];
  return (
    <tr>
      <th scope="row">
        {name}
        <span className="job-grid-type">{mapping.fromType}</span>
      </th>
      <td>
        <Input
          value={mapping.to}
          disabled={mapping.dropped}
          ariaLabel={text.targetOf(name)}
          onChange={({ detail }) => onChange({ to: detail.value })}
        />
      </td>
      <td>
        <Select
          selectedOption={{ value: mapping.toType }}
          options={types}
          disabled={mapping.dropped}
          filteringType="auto"
          filteringAriaLabel={fieldText.filter}
          ariaLabel={text.typeOf(name)}
          onChange={({ detail }) => onChange({ toType: detail.selectedOption.value ?? '' })}
        />
      </td>
      <td>
        <Checkbox
          checked={mapping.dropped}
          ariaLabel={text.dropOf(name)}
          onChange={({ detail }) => onChange({ dropped: detail.checked })}
        />
      </td>
    </tr>
  );
}
