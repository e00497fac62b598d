import { useState } from 'react';
import { useParams } from 'react-router';
import { errorMessage } from '../../api/error';
import { glue } from '../../api/glue';
import type { Connection } from '../../api/glue-connections';
import { catalogPages } from '../../model/catalog-pages';
import {
  connectionInput,
  faultsOf,
  formOf,
  withoutPassword,
  type ConnectionForm,
} from '../../model/connection';
import { catalog } from '../../strings/catalog';
import { connections } from '../../strings/connections';
import { CliCallSection } from '../../ui/CliCall';
import { CreateForm } from '../../ui/CreateForm';
import { Failure } from '../../ui/Failure';
import { Loading } from '../../ui/Loading';
import { usePage } from '../../ui/page';
import { ConnectionFields } from './ConnectionFields';
import { useConnection } from './queries';
import { saved } from './saved';

const text = connections.form;

export function EditConnectionPage() {
  const { connection: name = '' } = useParams();
  usePage({
    title: text.edit(name),
    contentType: 'form',
    help: connections.help,
    breadcrumbs: [
      { text: catalog.service, href: '/' },
      { text: connections.title, href: catalogPages.connections },
      { text: name, href: catalogPages.connection(name) },
      { text: connections.edit, href: catalogPages.editConnection(name) },
    ],
  });
  const loaded = useConnection(name);
  if (loaded.isPending) return <Loading />;
  if (loaded.isError) {
    return <Failure message={errorMessage(loaded.error)} onRetry={() => void loaded.refetch()} />;
  }
  const form = formOf(loaded.data);
  if (form === null) return <Failure message={connections.cannotEdit} />;
  return <Edit key={name} before={loaded.data} initial={form} />;
}

function Edit({ before, initial }: { before: Connection; initial: ConnectionForm }) {
  const [form, setForm] = useState(initial);
  const [checked, setChecked] = useState(false);
  const faults = faultsOf(form);
  const Name = before.Name;
  const ConnectionInput = connectionInput(form, before);
  const save = async () => {
    await glue('UpdateConnection', { Name, ConnectionInput });
    await saved(Name, text.saved(Name));
  };
  return (
    <CreateForm
      title={text.edit(Name)}
      submit={text.save}
      list={catalogPages.connection(Name)}
      onSubmit={() => {
        setChecked(true);
        return faults.size === 0 ? save() : null;
      }}
    >
      <ConnectionFields
        form={form}
        onChange={setForm}
        faults={checked ? faults : new Set()}
        isSaved
      />
      <CliCallSection
        calls={[
          {
            service: 'glue',
            operation: 'UpdateConnection',
            input: { Name, ConnectionInput: withoutPassword(ConnectionInput) },
          },
        ]}
      />
    </CreateForm>
  );
}
