import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import {
  FILTER_OPERATIONS,
  filterParameter,
  filtersOf,
  takesValue,
  type FilterCondition,
} from '../../../model/filter';
import { objects, texts, type Json, type JsonObject } from '../../../model/graph';
import type { Column } from '../../../model/kinds';
import { forms } from '../../../strings/node';
import { ColumnField } from './ColumnFields';
import type { FormContext } from './context';
import { Group } from './Group';
import { ChoiceField } from './TextFields';
import { textOf } from './value';

const text = forms.filter;
const OPERATORS = ['AND', 'OR'];
const OPERATIONS = FILTER_OPERATIONS.map(value => ({ value, label: text.operations[value] }));

/** The conditions of a Filter node. */
export function FilterForm({ context }: { context: FormContext }) {
  return (
    <SpaceBetween size="m">
      <Operator
        value={context.parameters.LogicalOperator}
        onChange={next => context.set('LogicalOperator', next)}
      />
      <Group label={text.conditions} error={context.errorOf('Filters')}>
        <Conditions
          value={context.parameters.Filters}
          columns={context.columns}
          onChange={next => context.set('Filters', next)}
        />
      </Group>
    </SpaceBetween>
  );
}

/** The groups of a Conditional Router, each with conditions of its own. */
export function RouteForm({ context }: { context: FormContext }) {
  const groups = objects(context.parameters.GroupFiltersList);
  const set = (next: JsonObject[]) => context.set('GroupFiltersList', next);
  const change = (at: number, part: JsonObject) =>
    set(groups.map((one, place) => (place === at ? { ...one, ...part } : one)));
  return (
    <SpaceBetween size="l">
      {groups.map((group, at) => (
        <div key={at} className="job-group">
          <SpaceBetween size="s">
            <FormField label={text.group} stretch>
              <Input
                value={textOf(group.GroupName)}
                onChange={({ detail }) => change(at, { GroupName: detail.value })}
              />
            </FormField>
            <Operator
              value={group.LogicalOperator}
              onChange={next => change(at, { LogicalOperator: next ?? 'AND' })}
            />
            <Conditions
              value={group.Filters}
              columns={context.columns}
              onChange={next => change(at, { Filters: next })}
            />
            <Button onClick={() => set(groups.filter((_, place) => place !== at))}>
              {text.removeGroup(textOf(group.GroupName))}
            </Button>
          </SpaceBetween>
        </div>
      ))}
      <FormField errorText={context.errorOf('GroupFiltersList')}>
        <Button
          iconName="add-plus"
          onClick={() => {
            const GroupName = `group_${groups.length + 1}`;
            set([...groups, { GroupName, Filters: [], LogicalOperator: 'AND' }]);
          }}
        >
          {text.addGroup}
        </Button>
      </FormField>
    </SpaceBetween>
  );
}

function Operator(props: { value: Json | undefined; onChange: (value: Json | undefined) => void }) {
  return (
    <FormField label={text.combine} stretch>
      <ChoiceField
        value={props.value}
        label={text.combine}
        labelled
        choices={OPERATORS}
        standard="AND"
        required
        onChange={props.onChange}
      />
    </FormField>
  );
}

function Conditions(props: {
  value: Json | undefined;
  columns: Column[];
  onChange: (value: JsonObject[]) => void;
}) {
  const conditions = filtersOf(props.value);
  const set = (next: FilterCondition[]) => props.onChange(filterParameter(next));
  const change = (at: number, part: Partial<FilterCondition>) =>
    set(conditions.map((one, place) => (place === at ? { ...one, ...part, raw: null } : one)));
  return (
    <SpaceBetween size="s">
      {conditions.length === 0 && <Box color="text-body-secondary">{text.none}</Box>}
      {conditions.map((condition, at) => (
        <div key={at} className="job-condition">
          <div className="job-condition-side">
            <ColumnField
              value={condition.key}
              columns={props.columns}
              label={text.key(at + 1)}
              required
              onChange={path => change(at, { key: texts(path) })}
            />
          </div>
          <div className="job-condition-operation">
            <Select
              selectedOption={OPERATIONS.find(one => one.value === condition.operation) ?? null}
              options={OPERATIONS}
              ariaLabel={text.operation(at + 1)}
              onChange={({ detail }) => {
                const value = detail.selectedOption.value;
                const operation = FILTER_OPERATIONS.find(one => one === value);
                if (operation) change(at, { operation });
              }}
            />
          </div>
          <div className="job-condition-side">
            {takesValue(condition.operation) && (
              <Input
                value={condition.value}
                ariaLabel={text.value(at + 1)}
                onChange={({ detail }) => change(at, { value: detail.value })}
              />
            )}
          </div>
          <Button
            variant="icon"
            iconName="remove"
            ariaLabel={text.remove(at + 1)}
            onClick={() => set(conditions.filter((_, place) => place !== at))}
          />
        </div>
      ))}
      <Button
        iconName="add-plus"
        onClick={() => set([...conditions, { key: [], operation: 'EQ', value: '', raw: null }])}
      >
        {text.add}
      </Button>
    </SpaceBetween>
  );
}
