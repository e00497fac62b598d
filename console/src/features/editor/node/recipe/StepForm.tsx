import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { isObject, objects, type JsonObject } from '../../../../model/graph';
import type { NodeParameter } from '../../../../model/kinds';
import {
  operationOf,
  otherParameters,
  recipeValue,
  withOperation,
  withOtherParameters,
  withRecipeValue,
} from '../../../../model/recipe';
import { recipe as text } from '../../../../strings/recipe';
import { useKinds } from '../../kinds';
import type { FormContext } from '../context';
import { Group } from '../Group';
import { JsonField } from '../JsonField';
import { MapField } from '../ListFields';
import { ParameterField } from '../ParameterField';
import { Conditions } from './Conditions';
import { EntriesField } from './EntriesField';
import { OperationSelect } from './OperationSelect';
import { useColumnsBefore } from './use-columns-before';

interface Props {
  context: FormContext;
  step: JsonObject;
  onChange: (step: JsonObject) => void;
}

/** A step: its operation, what that takes, and on which rows it is done. Or all of it as JSON. */
export function StepForm(props: {
  context: FormContext;
  steps: JsonObject[];
  at: number;
  onChange: (step: JsonObject) => void;
}) {
  const { steps, at, onChange } = props;
  const [json, setJson] = useState(false);
  const columns = useColumnsBefore(props.context, steps, at);
  const step = steps[at] ?? {};
  const context = { ...props.context, columns };
  return (
    <SpaceBetween size="m">
      {json ? (
        <JsonField
          value={step}
          label={text.json}
          onChange={next => {
            if (isObject(next)) onChange(next);
          }}
        />
      ) : (
        <Fields context={context} step={step} onChange={onChange} />
      )}
      <Button variant="inline-link" onClick={() => setJson(!json)}>
        {json ? text.asForm : text.asJson}
      </Button>
    </SpaceBetween>
  );
}

function Fields({ context, step, onChange }: Props) {
  const kinds = useKinds();
  const name = operationOf(step);
  const operation = kinds.findRecipeOperation(name);
  const known = operation?.Parameters ?? [];
  const others = otherParameters(step, known);
  const hasConditions = objects(step.ConditionExpressions).length > 0;
  return (
    <SpaceBetween size="m">
      <FormField label={text.operation} stretch>
        <OperationSelect
          chosen={name}
          placeholder={text.chooseOperation}
          onChoose={next => onChange(withOperation(step, next))}
        />
      </FormField>
      {operation ? (
        <Box color="text-body-secondary">{operation.Documentation}</Box>
      ) : (
        <Alert type="warning">{text.unknown(name)}</Alert>
      )}
      {known.map(parameter => (
        <Field
          key={`${name}/${parameter.Name}`}
          parameter={parameter}
          context={context}
          step={step}
          onChange={onChange}
        />
      ))}
      {Object.keys(others).length > 0 && (
        <Group label={text.others} description={text.othersHelp}>
          <MapField
            value={others}
            label={text.others}
            onChange={next =>
              onChange(withOtherParameters(step, known, isObject(next) ? next : {}))
            }
          />
        </Group>
      )}
      {(operation?.TakesConditions || hasConditions) && (
        <Conditions step={step} columns={context.columns} onChange={onChange} />
      )}
    </SpaceBetween>
  );
}

function Field({ parameter, context, step, onChange }: Props & { parameter: NodeParameter }) {
  const value = recipeValue(step, parameter);
  if (parameter.Entries) {
    return (
      <EntriesField
        parameter={parameter}
        fields={parameter.Entries}
        context={context}
        entries={objects(value)}
        onChange={next => onChange(withRecipeValue(step, parameter, next))}
      />
    );
  }
  return (
    <ParameterField
      parameter={parameter}
      context={context}
      value={value}
      onChange={next => onChange(withRecipeValue(step, parameter, next))}
    />
  );
}
