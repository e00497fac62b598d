import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { objects, type JsonObject } from '../../../model/graph';
import type { NodeKind } from '../../../model/kinds';
import { forms } from '../../../strings/node';
import { ColumnField, ColumnsField } from './ColumnFields';
import type { FormContext } from './context';
import { Group } from './Group';
import { ChoiceField } from './TextFields';

const text = forms.aggregate;

/** Fields to group by, and a function for each aggregated column. */
export function AggregateForm({ context, kind }: { context: FormContext; kind: NodeKind }) {
  const functions = kind.Parameters.find(({ Name }) => Name === 'Aggs')?.Choices ?? [];
  const aggregations = objects(context.parameters.Aggs);
  const set = (next: JsonObject[]) => context.set('Aggs', next);
  const change = (at: number, part: JsonObject) =>
    set(aggregations.map((one, place) => (place === at ? { ...one, ...part } : one)));
  return (
    <SpaceBetween size="m">
      <FormField label={text.groups} errorText={context.errorOf('Groups')} stretch>
        <ColumnsField
          value={context.parameters.Groups}
          columns={context.columns}
          label={text.groups}
          labelled
          onChange={next => context.set('Groups', next)}
        />
      </FormField>
      <Group label={text.aggregations} error={context.errorOf('Aggs')}>
        <SpaceBetween size="s">
          {aggregations.length === 0 && <Box color="text-body-secondary">{text.none}</Box>}
          {aggregations.map((aggregation, at) => (
            <div key={at} className="job-condition">
              <div className="job-condition-side">
                <ColumnField
                  value={aggregation.Column}
                  columns={context.columns}
                  label={text.column(at + 1)}
                  required
                  onChange={path => change(at, { Column: path ?? [] })}
                />
              </div>
              <div className="job-condition-side">
                <ChoiceField
                  value={aggregation.AggFunc}
                  choices={functions}
                  label={text.function(at + 1)}
                  required
                  onChange={next => change(at, { AggFunc: next ?? 'count' })}
                />
              </div>
              <Button
                variant="icon"
                iconName="remove"
                ariaLabel={text.remove(at + 1)}
                onClick={() => set(aggregations.filter((_, place) => place !== at))}
              />
            </div>
          ))}
          <Button
            iconName="add-plus"
            onClick={() => set([...aggregations, { Column: [], AggFunc: 'count' }])}
          >
            {text.add}
          </Button>
        </SpaceBetween>
      </Group>
    </SpaceBetween>
  );
}
