import Autosuggest from '@cloudscape-design/components/autosuggest';
import Box from '@cloudscape-design/components/box';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import type { SchemaColumn } from '../../model/table-input';
import { catalog } from '../../strings/catalog';
import { FormDialog } from '../../ui/FormDialog';

const text = catalog.schema;
const TYPES = catalog.types.map(value => ({ value }));

/** Adds or edits one column. */
export function ColumnDialog(props: {
  column?: SchemaColumn;
  others: readonly SchemaColumn[];
  number: number;
  onSave: (column: SchemaColumn) => void;
  onDismiss: () => void;
}) {
  const [column, setColumn] = useState(
    props.column ?? { name: '', type: 'string', comment: '', partitionKey: false },
  );
  const [checked, setChecked] = useState(false);
  const change = (values: Partial<SchemaColumn>) => setColumn({ ...column, ...values });
  const name = column.name.trim();
  const taken = props.others.some(other => other.name.toLowerCase() === name.toLowerCase());
  const nameFault = name === '' ? text.missing : taken ? text.taken(name) : undefined;
  const typeFault = column.type.trim() === '' ? text.missingType : undefined;
  const save = async () => props.onSave({ ...column, name, type: column.type.trim() });
  return (
    <FormDialog
      header={props.column ? text.editHeader : text.addHeader}
      submit={text.save}
      onDismiss={props.onDismiss}
      calls={[]}
      onSubmit={() => {
        setChecked(true);
        return !nameFault && !typeFault && save();
      }}
    >
      <Box variant="h3">{text.column(props.number)}</Box>
      <FormField label={text.name} errorText={checked ? nameFault : undefined}>
        <Input
          value={column.name}
          onChange={({ detail }) => change({ name: detail.value })}
          spellcheck={false}
          autoFocus
        />
      </FormField>
      <FormField
        label={text.type}
        constraintText={text.typeHelp}
        errorText={checked ? typeFault : undefined}
      >
        <Autosuggest
          value={column.type}
          options={TYPES}
          filteringType="manual"
          expandToViewport
          onChange={({ detail }) => change({ type: detail.value })}
          enteredTextLabel={value => value}
        />
      </FormField>
      <FormField label={text.comment}>
        <Input
          value={column.comment}
          onChange={({ detail }) => change({ comment: detail.value })}
        />
      </FormField>
      <Checkbox
        checked={column.partitionKey}
        onChange={({ detail }) => change({ partitionKey: detail.checked })}
      >
        {text.setPartitionKey}
      </Checkbox>
    </FormDialog>
  );
}
