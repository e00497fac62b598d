import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { texts, type JsonObject } from '../../../../model/graph';
import type { Column, RecipeConditionKind } from '../../../../model/kinds';
import { conditionsOf, withConditions, type RecipeCondition } from '../../../../model/recipe';
import { recipe as text } from '../../../../strings/recipe';
import { useKinds } from '../../kinds';
import { ColumnField } from '../ColumnFields';
import { Group } from '../Group';
import { ListField } from '../ListFields';
import { ChoiceField } from '../TextFields';
import { textOf } from '../value';

/** On which rows a step is done. */
export function Conditions(props: {
  step: JsonObject;
  columns: Column[];
  onChange: (step: JsonObject) => void;
}) {
  const kinds = useKinds().recipeConditions();
  const conditions = conditionsOf(props.step);
  const set = (next: RecipeCondition[]) => props.onChange(withConditions(props.step, next, kinds));
  return (
    <Group label={text.conditions} description={text.conditionsHelp}>
      <SpaceBetween size="s">
        {conditions.map((condition, at) => (
          <Row
            key={at}
            number={at + 1}
            condition={condition}
            columns={props.columns}
            kinds={kinds}
            onChange={part => set(conditions.with(at, { ...condition, ...part }))}
            onRemove={() => set(conditions.toSpliced(at, 1))}
          />
        ))}
        <Button
          iconName="add-plus"
          onClick={() =>
            set([...conditions, { condition: kinds[0]?.Condition ?? '', column: '', values: [''] }])
          }
        >
          {text.addCondition}
        </Button>
      </SpaceBetween>
    </Group>
  );
}

function Row(props: {
  number: number;
  condition: RecipeCondition;
  columns: Column[];
  kinds: RecipeConditionKind[];
  onChange: (part: Partial<RecipeCondition>) => void;
  onRemove: () => void;
}) {
  const { number, condition, onChange } = props;
  const kind = props.kinds.find(({ Condition }) => Condition === condition.condition);
  return (
    <div className="job-group">
      <SpaceBetween size="xs">
        <div className="job-condition">
          <div className="job-condition-side">
            <ColumnField
              value={condition.column === '' ? undefined : [condition.column]}
              columns={props.columns}
              label={text.conditionColumn(number)}
              required
              onChange={path => onChange({ column: texts(path).join('.') })}
            />
          </div>
          <Button
            variant="icon"
            iconName="remove"
            ariaLabel={text.removeCondition(number)}
            onClick={props.onRemove}
          />
        </div>
        <ChoiceField
          value={condition.condition}
          choices={props.kinds.map(({ Condition }) => Condition)}
          label={text.condition(number)}
          required
          onChange={next => onChange({ condition: textOf(next) })}
        />
        <Values
          number={number}
          takes={kind?.Values ?? 'ANY_OF'}
          values={condition.values}
          onChange={values => onChange({ values })}
        />
      </SpaceBetween>
    </div>
  );
}

function Values(props: {
  number: number;
  takes: RecipeConditionKind['Values'];
  values: string[];
  onChange: (values: string[]) => void;
}) {
  const { number, takes, values, onChange } = props;
  const [first = '', second = ''] = values;
  switch (takes) {
    case 'NONE':
      return null;
    case 'ANY_OF':
      return (
        <ListField
          value={values.length === 0 ? [''] : values}
          label={text.value(number)}
          onChange={next => onChange(texts(next))}
        />
      );
    case 'ONE':
      return (
        <Input
          value={first}
          ariaLabel={text.value(number)}
          onChange={({ detail }) => onChange([detail.value])}
        />
      );
    case 'TWO':
      return (
        <div className="job-condition">
          <Input
            value={first}
            ariaLabel={text.least(number)}
            onChange={({ detail }) => onChange([detail.value, second])}
          />
          <Input
            value={second}
            ariaLabel={text.most(number)}
            onChange={({ detail }) => onChange([first, detail.value])}
          />
        </div>
      );
  }
}
