import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Connection } from '../../api/glue-connections';
import { catalogPages } from '../../model/catalog-pages';
import type { CliCall } from '../../model/cli';
import { placeOf } from '../../model/connection';
import { catalog } from '../../strings/catalog';
import { connections as text } from '../../strings/connections';
import { shared } from '../../strings/shared';
import { shell } from '../../strings/shell';
import { CliCallButton } from '../../ui/CliCall';
import { usePage } from '../../ui/page';
import { ResourceTable, type ResourceColumn } from '../../ui/ResourceTable';
import { RouteLink } from '../../ui/RouteLink';
import { Time } from '../../ui/Time';
import { typeOf } from './connection-type';
import { DeleteConnection } from './DeleteConnection';
import { EditConnectionButton } from './EditConnectionButton';
import { LIST, useConnections } from './queries';
import { TestConnectionButton } from './test-connection';

const COLUMNS: ResourceColumn<Connection>[] = [
  {
    id: 'name',
    header: text.name,
    cell: ({ Name }) => <RouteLink href={catalogPages.connection(Name)}>{Name}</RouteLink>,
    text: ({ Name }) => Name,
    isRowHeader: true,
  },
  { id: 'type', header: text.type, cell: typeOf, text: typeOf },
  {
    id: 'place',
    header: text.place,
    minWidth: 340,
    cell: connection => placeOf(connection) || shared.none,
    text: placeOf,
  },
  {
    id: 'updated',
    header: text.updated,
    cell: ({ LastUpdatedTime }) => <Time at={LastUpdatedTime} />,
    text: ({ LastUpdatedTime }) => LastUpdatedTime,
  },
];

/** The connections of the Data Catalog. */
export function ConnectionsPage() {
  const { openHelp } = usePage({
    title: text.title,
    contentType: 'table',
    help: text.help,
    breadcrumbs: [
      { text: catalog.service, href: '/' },
      { text: text.title, href: catalogPages.connections },
    ],
  });
  const loaded = useConnections();
  const navigate = useNavigate();
  const [selected, setSelected] = useState<Connection[]>([]);
  const [deleting, setDeleting] = useState(false);
  const one = selected[0];
  const create = () => void navigate(catalogPages.createConnection);
  return (
    <>
      <ResourceTable
        things={text.things}
        title={text.title}
        loaded={loaded}
        columns={COLUMNS}
        keyOf={({ Name }) => Name}
        selectionType="single"
        selected={selected}
        onSelect={setSelected}
        info={
          <Link variant="info" onFollow={openHelp}>
            {shell.help.info}
          </Link>
        }
        emptyAction={<Button onClick={create}>{text.create}</Button>}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              iconName="refresh"
              ariaLabel={shared.refresh}
              onClick={() => void loaded.refetch()}
            />
            <CliCallButton calls={() => callsFor(one)} />
            <TestConnectionButton name={one?.Name} />
            <EditConnectionButton connection={one} />
            <Button disabled={!one} onClick={() => setDeleting(true)}>
              {text.delete}
            </Button>
            <Button variant="primary" onClick={create}>
              {text.create}
            </Button>
          </SpaceBetween>
        }
      />
      {one && deleting && (
        <DeleteConnection
          name={one.Name}
          onDismiss={() => setDeleting(false)}
          onDone={() => setSelected([])}
        />
      )}
    </>
  );
}

function callsFor(connection: Connection | undefined): CliCall[] {
  const list: CliCall = { service: 'glue', operation: 'GetConnections', input: LIST };
  if (!connection) return [list];
  const ConnectionName = connection.Name;
  const test: CliCall = { service: 'glue', operation: 'TestConnection', input: { ConnectionName } };
  return [list, { ...test, action: text.test }];
}
