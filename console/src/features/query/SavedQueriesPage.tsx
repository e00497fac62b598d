import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { athena, type NamedQuery } from '../../api/athena';
import { queryPages } from '../../model/query-pages';
import { query as text } from '../../strings/query';
import { shared } from '../../strings/shared';
import { CliCallButton } from '../../ui/CliCall';
import { ConfirmDelete } from '../../ui/ConfirmDelete';
import { notify } from '../../ui/notifications';
import { ResourceTable, type ResourceColumn } from '../../ui/ResourceTable';
import { RouteLink } from '../../ui/RouteLink';
import { QueryView } from './QueryView';
import { refreshNamedQueries, useNamedQueries } from './saved-queries';

const columns: ResourceColumn<NamedQuery>[] = [
  {
    id: 'name',
    header: text.saved.name,
    isRowHeader: true,
    text: ({ Name }) => Name,
    cell: item => <RouteLink href={queryPages.savedQuery(item)}>{item.Name}</RouteLink>,
  },
  {
    id: 'description',
    header: text.saved.description,
    text: ({ Description }) => Description,
    cell: ({ Description }) => Description ?? shared.none,
  },
  {
    id: 'database',
    header: text.saved.database,
    text: ({ Database }) => Database,
    cell: ({ Database }) => Database,
  },
  {
    id: 'query',
    width: 420,
    header: text.saved.query,
    text: ({ QueryString }) => QueryString,
    cell: ({ QueryString }) => QueryString,
  },
];

export function SavedQueriesPage() {
  const named = useNamedQueries();
  const navigate = useNavigate();
  const [selected, setSelected] = useState<NamedQuery[]>([]);
  const [deleting, setDeleting] = useState<NamedQuery | null>(null);
  const [item] = selected;
  return (
    <QueryView active="saved">
      <ResourceTable
        things={text.saved.things}
        title={text.views.saved}
        variant="container"
        headingLevel="h2"
        loaded={named}
        columns={columns}
        keyOf={({ NamedQueryId }) => NamedQueryId}
        selectionType="single"
        selected={selected}
        onSelect={setSelected}
        emptyAction={<RouteLink href={queryPages.editor}>{text.history.toEditor}</RouteLink>}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              iconName="refresh"
              ariaLabel={shared.refresh}
              onClick={() => void named.refetch()}
            />
            <CliCallButton
              calls={[{ service: 'athena', operation: 'ListNamedQueries', input: {} }]}
            />
            <Button disabled={!item} onClick={() => item && setDeleting(item)}>
              {text.saved.delete}
            </Button>
            <Button
              variant="primary"
              disabled={!item}
              onClick={() => item && void navigate(queryPages.savedQuery(item))}
            >
              {text.saved.open}
            </Button>
          </SpaceBetween>
        }
      />
      {deleting && (
        <DeleteQuery
          item={deleting}
          onDone={() => setSelected([])}
          onDismiss={() => setDeleting(null)}
        />
      )}
    </QueryView>
  );
}

function DeleteQuery(props: { item: NamedQuery; onDone: () => void; onDismiss: () => void }) {
  const { NamedQueryId, Name } = props.item;
  const remove = async () => {
    await athena('DeleteNamedQuery', { NamedQueryId });
    props.onDone();
    await refreshNamedQueries();
    notify({ id: `delete ${NamedQueryId}`, type: 'success', content: text.saved.deleted(Name) });
  };
  return (
    <ConfirmDelete
      header={text.saved.deleteHeader(Name)}
      word="delete"
      calls={[{ service: 'athena', operation: 'DeleteNamedQuery', input: { NamedQueryId } }]}
      onConfirm={remove}
      onDismiss={props.onDismiss}
    >
      {text.saved.deleteText}
    </ConfirmDelete>
  );
}
