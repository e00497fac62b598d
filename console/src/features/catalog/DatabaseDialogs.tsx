import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { glue } from '../../api/glue';
import type { Database, DatabaseInput } from '../../api/glue-catalog';
import { catalog } from '../../strings/catalog';
import { ConfirmDelete } from '../../ui/ConfirmDelete';
import { FormDialog } from '../../ui/FormDialog';
import { notify } from '../../ui/notifications';
import { refreshCatalog } from './queries';

const text = catalog.deleteDatabase;

export function DeleteDatabase(props: { name: string; onDismiss: () => void; onDone: () => void }) {
  const { name } = props;
  const remove = async () => {
    await glue('DeleteDatabase', { Name: name });
    props.onDone();
    await refreshCatalog();
    notify({ id: `database ${name}`, type: 'success', content: text.done(name) });
  };
  return (
    <ConfirmDelete
      header={text.header(name)}
      word={text.word}
      calls={[{ service: 'glue', operation: 'DeleteDatabase', input: { Name: name } }]}
      onConfirm={remove}
      onDismiss={props.onDismiss}
    >
      {text.text(name)}
    </ConfirmDelete>
  );
}

export function EditDatabase({
  database,
  onDismiss,
}: {
  database: Database;
  onDismiss: () => void;
}) {
  const { Name, Parameters } = database;
  const [description, setDescription] = useState(database.Description ?? '');
  const [location, setLocation] = useState(database.LocationUri ?? '');
  const DatabaseInput: DatabaseInput = {
    Name,
    ...(description && { Description: description }),
    ...(location && { LocationUri: location }),
    ...(Parameters && { Parameters }),
  };
  const save = async () => {
    await glue('UpdateDatabase', { Name, DatabaseInput });
    await refreshCatalog();
    const content = catalog.editDatabase.done(Name);
    notify({ id: `database ${Name}`, type: 'success', content });
  };
  return (
    <FormDialog
      header={catalog.editDatabase.header(Name)}
      submit={catalog.editDatabase.submit}
      onSubmit={save}
      onDismiss={onDismiss}
      calls={[{ service: 'glue', operation: 'UpdateDatabase', input: { Name, DatabaseInput } }]}
    >
      <FormField label={catalog.addDatabase.description}>
        <Input
          value={description}
          onChange={({ detail }) => setDescription(detail.value)}
          autoFocus
        />
      </FormField>
      <FormField label={catalog.addDatabase.location}>
        <Input value={location} onChange={({ detail }) => setLocation(detail.value)} />
      </FormField>
    </FormDialog>
  );
}
