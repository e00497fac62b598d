import Button from '@cloudscape-design/components/button';
import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type FormEvent } from 'react';
import { useNavigate, useParams } from 'react-router';
import { errorCode, errorMessage } from '../../api/error';
import { glue } from '../../api/glue';
import type { Table } from '../../api/glue-catalog';
import { catalogPages } from '../../model/catalog-pages';
import { schemaOf, tableInputOf, withSchema } from '../../model/table-input';
import { catalog } from '../../strings/catalog';
import { shared } from '../../strings/shared';
import { CliCallSection } from '../../ui/CliCall';
import { Failure } from '../../ui/Failure';
import { Loading } from '../../ui/Loading';
import { notify } from '../../ui/notifications';
import { usePage } from '../../ui/page';
import { refreshCatalog, useTable } from './queries';
import { SchemaEditor } from './SchemaEditor';

const text = catalog.editSchema;

export function EditSchemaPage() {
  const { database = '', table: name = '' } = useParams();
  usePage({
    title: text.title,
    contentType: 'form',
    breadcrumbs: [
      { text: catalog.service, href: '/' },
      { text: catalog.databases.title, href: catalogPages.databases },
      { text: database, href: catalogPages.database(database) },
      { text: name, href: catalogPages.table(database, name) },
      { text: text.title, href: catalogPages.editSchema(database, name) },
    ],
  });
  const table = useTable(database, name);
  if (table.isPending) return <Loading />;
  if (table.isError) {
    return <Failure message={errorMessage(table.error)} onRetry={() => void table.refetch()} />;
  }
  return <SchemaForm table={table.data} />;
}

// Starts from the version that was there when the page was opened, and is refused if there is another.
function SchemaForm({ table: current }: { table: Table }) {
  const [table] = useState(current);
  const [schema, setSchema] = useState(() => schemaOf(table));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const navigate = useNavigate();
  const back = catalogPages.table(table.DatabaseName, table.Name);
  const input = {
    DatabaseName: table.DatabaseName,
    TableInput: withSchema(tableInputOf(table), schema),
    ...(table.VersionId && { VersionId: table.VersionId }),
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    glue('UpdateTable', input)
      .then(async () => {
        await refreshCatalog();
        const content = text.done(table.Name);
        notify({ id: `table ${table.Name}`, type: 'success', content });
        await navigate(back);
      })
      .catch((reason: unknown) => {
        const stale = errorCode(reason) === 'ConcurrentModificationException';
        setError(stale ? text.changed : errorMessage(reason));
        setBusy(false);
      });
  };
  return (
    <form onSubmit={save}>
      <Form
        header={<Header variant="h1">{text.title}</Header>}
        errorText={error}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button formAction="none" variant="link" onClick={() => void navigate(back)}>
              {shared.cancel}
            </Button>
            <Button variant="primary" loading={busy}>
              {text.submit}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          <SchemaEditor schema={schema} onChange={setSchema} />
          <CliCallSection calls={[{ service: 'glue', operation: 'UpdateTable', input }]} />
        </SpaceBetween>
      </Form>
    </form>
  );
}
