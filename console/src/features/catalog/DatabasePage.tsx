import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { errorMessage } from '../../api/error';
import type { Database } from '../../api/glue-catalog';
import { catalogPages } from '../../model/catalog-pages';
import { catalog } from '../../strings/catalog';
import { shared } from '../../strings/shared';
import { Failure } from '../../ui/Failure';
import { Loading } from '../../ui/Loading';
import { usePage } from '../../ui/page';
import { Time } from '../../ui/Time';
import { DeleteDatabase, EditDatabase } from './DatabaseDialogs';
import { useDatabase } from './queries';
import { TablesTable } from './TablesTable';

/** One database: its properties and its tables. */
export function DatabasePage() {
  const { database: name = '' } = useParams();
  usePage({
    title: name,
    help: catalog.tables.help,
    breadcrumbs: [
      { text: catalog.service, href: '/' },
      { text: catalog.databases.title, href: catalogPages.databases },
      { text: name, href: catalogPages.database(name) },
    ],
  });
  const database = useDatabase(name);
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<'edit' | 'delete' | null>(null);
  const close = () => setDialog(null);
  if (database.isPending) return <Loading />;
  if (database.isError) {
    return (
      <Failure message={errorMessage(database.error)} onRetry={() => void database.refetch()} />
    );
  }
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button onClick={() => setDialog('edit')}>{catalog.databases.edit}</Button>
              <Button onClick={() => setDialog('delete')}>{catalog.databases.delete}</Button>
            </SpaceBetween>
          }
        >
          {name}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Properties database={database.data} />
        <TablesTable
          database={name}
          title={catalog.database.tables}
          variant="container"
          headingLevel="h2"
        />
      </SpaceBetween>
      {dialog === 'edit' && <EditDatabase database={database.data} onDismiss={close} />}
      {dialog === 'delete' && (
        <DeleteDatabase
          name={name}
          onDismiss={close}
          onDone={() => void navigate(catalogPages.databases)}
        />
      )}
    </ContentLayout>
  );
}

function Properties({ database }: { database: Database }) {
  return (
    <Container header={<Header variant="h2">{catalog.database.properties}</Header>}>
      <KeyValuePairs
        columns={4}
        items={[
          { label: catalog.databases.name, value: database.Name },
          { label: catalog.databases.description, value: database.Description ?? shared.none },
          { label: catalog.databases.location, value: database.LocationUri ?? shared.none },
          { label: catalog.databases.created, value: <Time at={database.CreateTime} /> },
        ]}
      />
    </Container>
  );
}
