import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { errorMessage } from '../../api/error';
import type { Connection } from '../../api/glue-connections';
import { catalogPages } from '../../model/catalog-pages';
import { placeOf } from '../../model/connection';
import { catalog } from '../../strings/catalog';
import { connections as text } from '../../strings/connections';
import { shared } from '../../strings/shared';
import { CliCallButton } from '../../ui/CliCall';
import { EmptyState } from '../../ui/EmptyState';
import { Failure } from '../../ui/Failure';
import { Loading } from '../../ui/Loading';
import { usePage } from '../../ui/page';
import { Time } from '../../ui/Time';
import { typeOf } from './connection-type';
import { DeleteConnection } from './DeleteConnection';
import { EditConnectionButton } from './EditConnectionButton';
import { LIST, useConnection } from './queries';
import { TestConnectionButton } from './test-connection';

/** One connection, and whether it works. */
export function ConnectionPage() {
  const { connection: name = '' } = useParams();
  usePage({
    title: name,
    help: text.help,
    breadcrumbs: [
      { text: catalog.service, href: '/' },
      { text: text.title, href: catalogPages.connections },
      { text: name, href: catalogPages.connection(name) },
    ],
  });
  const loaded = useConnection(name);
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  if (loaded.isPending) return <Loading />;
  if (loaded.isError) {
    return <Failure message={errorMessage(loaded.error)} onRetry={() => void loaded.refetch()} />;
  }
  const ConnectionName = name;
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <CliCallButton
                calls={[
                  { service: 'glue', operation: 'GetConnection', input: { Name: name, ...LIST } },
                  {
                    action: text.test,
                    service: 'glue',
                    operation: 'TestConnection',
                    input: { ConnectionName },
                  },
                ]}
              />
              <EditConnectionButton connection={loaded.data} />
              <Button onClick={() => setDeleting(true)}>{text.delete}</Button>
              <TestConnectionButton name={name} />
            </SpaceBetween>
          }
        >
          {name}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Details connection={loaded.data} />
        <Properties connection={loaded.data} />
      </SpaceBetween>
      {deleting && (
        <DeleteConnection
          name={name}
          onDismiss={() => setDeleting(false)}
          onDone={() => void navigate(catalogPages.connections)}
        />
      )}
    </ContentLayout>
  );
}

function Details({ connection }: { connection: Connection }) {
  return (
    <Container header={<Header variant="h2">{text.details}</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: text.type, value: typeOf(connection) },
          { label: text.place, value: placeOf(connection) || shared.none },
          { label: text.description, value: connection.Description ?? shared.none },
          { label: text.created, value: <Time at={connection.CreationTime} /> },
          { label: text.updated, value: <Time at={connection.LastUpdatedTime} /> },
        ]}
      />
    </Container>
  );
}

/** As the API has them, without those that are secret. */
function Properties({ connection }: { connection: Connection }) {
  const items = Object.entries(connection.ConnectionProperties ?? {});
  return (
    <Table
      header={<Header variant="h2">{text.properties}</Header>}
      ariaLabels={{ tableLabel: text.properties }}
      items={items}
      wrapLines
      columnDefinitions={[
        { id: 'name', header: text.property, cell: ([name]) => name, isRowHeader: true },
        { id: 'value', header: text.value, cell: ([, value]) => value },
      ]}
      empty={<EmptyState title={text.noProperties} />}
    />
  );
}
