import { useState } from 'react';
import { glue } from '../../api/glue';
import { catalogPages } from '../../model/catalog-pages';
import { connectionInput, faultsOf, NEW_CONNECTION, withoutPassword } from '../../model/connection';
import { catalog } from '../../strings/catalog';
import { connections } from '../../strings/connections';
import { CliCallSection } from '../../ui/CliCall';
import { CreateForm } from '../../ui/CreateForm';
import { usePage } from '../../ui/page';
import { ConnectionFields } from './ConnectionFields';
import { saved } from './saved';

const text = connections.form;

export function CreateConnectionPage() {
  usePage({
    title: text.create,
    contentType: 'form',
    help: connections.help,
    breadcrumbs: [
      { text: catalog.service, href: '/' },
      { text: connections.title, href: catalogPages.connections },
      { text: text.create, href: catalogPages.createConnection },
    ],
  });
  const [form, setForm] = useState(NEW_CONNECTION);
  const [checked, setChecked] = useState(false);
  const faults = faultsOf(form);
  const ConnectionInput = connectionInput(form);
  const name = ConnectionInput.Name;
  const create = async () => {
    await glue('CreateConnection', { ConnectionInput });
    await saved(name, text.created(name));
  };
  return (
    <CreateForm
      title={text.create}
      submit={text.create}
      list={catalogPages.connections}
      done={catalogPages.connection(name)}
      onSubmit={() => {
        setChecked(true);
        return faults.size === 0 ? create() : null;
      }}
    >
      <ConnectionFields form={form} onChange={setForm} faults={checked ? faults : new Set()} />
      <CliCallSection
        calls={[
          {
            service: 'glue',
            operation: 'CreateConnection',
            input: { ConnectionInput: withoutPassword(ConnectionInput) },
          },
        ]}
      />
    </CreateForm>
  );
}
