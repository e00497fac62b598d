import Alert from '@cloudscape-design/components/alert';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { athena } from '../../api/athena';
import { errorMessage } from '../../api/error';
import type { QueryTab } from '../../model/query-tabs';
import { query as text } from '../../strings/query';
import { FormDialog } from '../../ui/FormDialog';
import { notify } from '../../ui/notifications';
import { updateInput } from './calls';
import { refreshNamedQueries } from './saved-queries';

/** Keeps the statement as a saved query: the one that the tab came from, or one of its own name. */
export function SaveQuery(props: {
  tab: QueryTab;
  disabled: boolean;
  onSaved: (part: Partial<QueryTab>) => void;
}) {
  const { tab, disabled, onSaved } = props;
  const [asking, setAsking] = useState(false);

  const update = async (NamedQueryId: string) => {
    try {
      await athena('UpdateNamedQuery', updateInput(tab, NamedQueryId));
      await refreshNamedQueries();
      notify({ id: 'save query', type: 'success', content: text.saved.saved(tab.name) });
    } catch (error) {
      notify({ id: 'save query', type: 'error', content: errorMessage(error) });
    }
  };

  return (
    <>
      <ButtonDropdown
        disabled={disabled}
        items={[
          { id: 'save', text: text.editor.save, disabled: tab.namedQueryId === undefined },
          { id: 'save-as', text: text.editor.saveAs },
        ]}
        onItemClick={({ detail }) => {
          if (detail.id === 'save' && tab.namedQueryId) void update(tab.namedQueryId);
          else setAsking(true);
        }}
      >
        {text.editor.save}
      </ButtonDropdown>
      {asking && <SaveAs tab={tab} onSaved={onSaved} onDismiss={() => setAsking(false)} />}
    </>
  );
}

function SaveAs(props: {
  tab: QueryTab;
  onSaved: (part: Partial<QueryTab>) => void;
  onDismiss: () => void;
}) {
  const { tab, onSaved } = props;
  const [name, setName] = useState(tab.namedQueryId ? '' : tab.name);
  const [description, setDescription] = useState('');
  const [checked, setChecked] = useState(false);
  const Name = name.trim();
  const input = {
    Name,
    Database: tab.database,
    QueryString: tab.statement,
    ...(description && { Description: description }),
  };
  const save = async () => {
    const { NamedQueryId } = await athena('CreateNamedQuery', input);
    await refreshNamedQueries();
    onSaved({ namedQueryId: NamedQueryId, name: Name });
    notify({ id: 'save query', type: 'success', content: text.saved.saved(Name) });
  };
  return (
    <FormDialog
      header={text.saved.dialog}
      submit={text.saved.submit}
      calls={[{ service: 'athena', operation: 'CreateNamedQuery', input }]}
      onSubmit={() => {
        setChecked(true);
        return Name !== '' && tab.database !== '' && save();
      }}
      onDismiss={props.onDismiss}
    >
      {tab.database === '' && <Alert type="warning">{text.saved.databaseMissing}</Alert>}
      <FormField label={text.saved.name} errorText={checked && Name === '' && text.saved.missing}>
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      <FormField label={text.saved.description}>
        <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
      </FormField>
    </FormDialog>
  );
}
