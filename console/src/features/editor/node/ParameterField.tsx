import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import type { Json } from '../../../model/graph';
import type { NodeParameter } from '../../../model/kinds';
import { node as text } from '../../../strings/node';
import { ChoiceField, TextField } from './TextFields';
import { ColumnField, ColumnsField, NodeField } from './ColumnFields';
import { DatabaseField, TableField } from './CatalogFields';
import { ConnectionField } from './ConnectionField';
import { Group } from './Group';
import { JsonField } from './JsonField';
import { ListField, MapField } from './ListFields';
import { CodeField } from './CodeField';
import { S3PathField, S3PathsField } from './S3Fields';
import type { FormContext } from './context';
import { textOf, type ValueProps } from './value';

/** The field of a parameter, as the kind's description asks for it. */
export function ParameterField(props: {
  parameter: NodeParameter;
  context: FormContext;
  value?: Json | undefined;
  onChange?: (value: Json | undefined) => void;
}) {
  const { parameter, context } = props;
  const own = props.onChange === undefined;
  const value = own ? context.parameters[parameter.Name] : props.value;
  const onChange = props.onChange ?? (next => context.set(parameter.Name, next));
  const values: ValueProps = { value, onChange, label: parameter.Title, labelled: true };
  const error = own ? context.errorOf(parameter.Name) : undefined;
  if (parameter.Type === 'BOOLEAN') {
    const checked = value === true || (value === undefined && parameter.Default === 'true');
    return (
      <FormField errorText={error}>
        <Checkbox
          checked={checked}
          description={parameter.Help}
          onChange={({ detail }) => onChange(detail.checked)}
        >
          {parameter.Title}
        </Checkbox>
      </FormField>
    );
  }
  if (parameter.Type === 'S3_PATHS') {
    return (
      <Group label={parameter.Title} description={parameter.Help} error={error}>
        <S3PathsField {...values} />
      </Group>
    );
  }
  return (
    <FormField
      label={
        parameter.Required ? (
          parameter.Title
        ) : (
          <span>
            {parameter.Title} <i>- {text.optional}</i>
          </span>
        )
      }
      description={parameter.Help}
      errorText={error}
      stretch
    >
      <Value {...props} {...values} context={context} parameter={parameter} />
    </FormField>
  );
}

function Value(props: ValueProps & { parameter: NodeParameter; context: FormContext }) {
  const { parameter, context, ...values } = props;
  switch (parameter.Type) {
    case 'TEXT':
    case 'WHOLE':
    case 'NUMBER':
      return <TextField {...values} type={parameter.Type} hint={parameter.Default} />;
    case 'CHOICE':
      return (
        <ChoiceField
          {...values}
          choices={parameter.Choices ?? []}
          standard={parameter.Default}
          required={parameter.Required}
        />
      );
    case 'CODE':
      return <CodeField {...values} language="text" />;
    case 'COLUMN':
      return <ColumnField {...values} columns={context.columns} required={parameter.Required} />;
    case 'COLUMNS':
      return <ColumnsField {...values} columns={context.columns} />;
    case 'NODE':
      return <NodeField {...values} inputs={context.inputs} />;
    case 'S3_PATH':
      return <S3PathField {...values} />;
    case 'DATABASE':
      return <DatabaseField {...values} />;
    case 'TABLE':
      return <TableField {...values} database={textOf(context.parameters.Database)} />;
    case 'CONNECTION':
      return <ConnectionField {...values} />;
    case 'LIST':
      return <ListField {...values} />;
    case 'MAP':
      return <MapField {...values} />;
    case 'BOOLEAN':
    case 'S3_PATHS':
    case 'STRUCTURE':
      return <JsonField {...values} />;
  }
}
