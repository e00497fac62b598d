import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { schemaFromJson, schemaToJson } from '../../model/schema-json';
import type { SchemaColumn } from '../../model/table-input';
import { catalog } from '../../strings/catalog';
import { FormDialog } from '../../ui/FormDialog';

const text = catalog.schema;

export function SchemaJsonDialog(props: {
  schema: readonly SchemaColumn[];
  onApply: (schema: SchemaColumn[]) => void;
  onDismiss: () => void;
}) {
  const [typed, setTyped] = useState(() => schemaToJson(props.schema));
  // FormDialog shows what schemaFromJson throws.
  const apply = async () => props.onApply(schemaFromJson(typed));
  return (
    <FormDialog
      header={text.json}
      submit={text.apply}
      size="large"
      calls={[]}
      onSubmit={apply}
      onDismiss={props.onDismiss}
    >
      <FormField label={text.title} stretch>
        <Textarea
          value={typed}
          onChange={({ detail }) => setTyped(detail.value)}
          rows={20}
          spellcheck={false}
        />
      </FormField>
    </FormDialog>
  );
}
