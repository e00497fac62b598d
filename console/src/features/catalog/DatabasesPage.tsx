import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Database } from '../../api/glue-catalog';
import { catalogPages } from '../../model/catalog-pages';
import { catalog } from '../../strings/catalog';
import { shared } from '../../strings/shared';
import { shell } from '../../strings/shell';
import { CliCallButton } from '../../ui/CliCall';
import { usePage } from '../../ui/page';
import { ResourceTable, type ResourceColumn } from '../../ui/ResourceTable';
import { RouteLink } from '../../ui/RouteLink';
import { Time } from '../../ui/Time';
import { DeleteDatabase, EditDatabase } from './DatabaseDialogs';
import { useDatabases } from './queries';

const text = catalog.databases;

const COLUMNS: ResourceColumn<Database>[] = [
  {
    id: 'name',
    header: text.name,
    cell: ({ Name }) => <RouteLink href={catalogPages.database(Name)}>{Name}</RouteLink>,
    text: ({ Name }) => Name,
    isRowHeader: true,
  },
  {
    id: 'description',
    header: text.description,
    cell: ({ Description }) => Description ?? shared.none,
    text: ({ Description }) => Description,
  },
  {
    id: 'location',
    header: text.location,
    cell: ({ LocationUri }) => LocationUri ?? shared.none,
    text: ({ LocationUri }) => LocationUri,
  },
  {
    id: 'created',
    header: text.created,
    cell: ({ CreateTime }) => <Time at={CreateTime} />,
    text: ({ CreateTime }) => CreateTime,
  },
];

export function DatabasesPage() {
  const { openHelp } = usePage({
    title: text.title,
    contentType: 'table',
    help: text.help,
    breadcrumbs: [
      { text: catalog.service, href: '/' },
      { text: text.title, href: catalogPages.databases },
    ],
  });
  const databases = useDatabases();
  const navigate = useNavigate();
  const [selected, setSelected] = useState<Database[]>([]);
  const [dialog, setDialog] = useState<'edit' | 'delete' | null>(null);
  const one = selected[0];
  const close = () => setDialog(null);
  const add = () => void navigate(catalogPages.addDatabase);
  return (
    <>
      <ResourceTable
        things="databases"
        title={text.title}
        loaded={databases}
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
        emptyAction={<Button onClick={add}>{text.add}</Button>}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              iconName="refresh"
              ariaLabel={shared.refresh}
              onClick={() => void databases.refetch()}
            />
            <CliCallButton calls={[{ service: 'glue', operation: 'GetDatabases', input: {} }]} />
            <Button disabled={!one} onClick={() => setDialog('edit')}>
              {text.edit}
            </Button>
            <Button disabled={!one} onClick={() => setDialog('delete')}>
              {text.delete}
            </Button>
            <Button variant="primary" onClick={add}>
              {text.add}
            </Button>
          </SpaceBetween>
        }
      />
      {one && dialog === 'edit' && <EditDatabase database={one} onDismiss={close} />}
      {one && dialog === 'delete' && (
        <DeleteDatabase name={one.Name} onDismiss={close} onDone={() => setSelected([])} />
      )}
    </>
  );
}
