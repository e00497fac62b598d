import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { glue } from '../../api/glue';
import type { Table } from '../../api/glue-catalog';
import { tableInputOf } from '../../model/table-input';
import { catalog } from '../../strings/catalog';
import { FormDialog } from '../../ui/FormDialog';
import { notify } from '../../ui/notifications';
import { refreshCatalog } from './queries';

/** Changes what a table says of itself; the schema has a page of its own. */
export function EditTable({ table, onDismiss }: { table: Table; onDismiss: () => void }) {
  const [description, setDescription] = useState(table.Description ?? '');
  const input = {
    DatabaseName: table.DatabaseName,
    TableInput: { ...tableInputOf(table), Description: description },
    ...(table.VersionId && { VersionId: table.VersionId }),
  };
  const save = async () => {
    await glue('UpdateTable', input);
    await refreshCatalog();
    const content = catalog.editTable.done(table.Name);
    notify({ id: `table ${table.Name}`, type: 'success', content });
  };
  return (
    <FormDialog
      header={catalog.editTable.header(table.Name)}
      submit={catalog.editTable.submit}
      onSubmit={save}
      onDismiss={onDismiss}
      calls={[{ service: 'glue', operation: 'UpdateTable', input }]}
    >
      <FormField label={catalog.addTable.description}>
        <Input
          value={description}
          onChange={({ detail }) => setDescription(detail.value)}
          autoFocus
        />
      </FormField>
    </FormDialog>
  );
}
