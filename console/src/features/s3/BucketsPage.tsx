import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { queryClient } from '../../app/query-client';
import { deleteBucket, deleteObjects, listAllObjects, type Bucket } from '../../api/s3';
import { plural } from '../../model/format';
import { s3Pages } from '../../model/s3-pages';
import { s3 as text } from '../../strings/s3';
import { shared } from '../../strings/shared';
import { shell } from '../../strings/shell';
import { CliCallButton } from '../../ui/CliCall';
import { ConfirmDelete } from '../../ui/ConfirmDelete';
import { notify } from '../../ui/notifications';
import { usePage } from '../../ui/page';
import { ResourceTable, type ResourceColumn } from '../../ui/ResourceTable';
import { RouteLink } from '../../ui/RouteLink';
import { Time } from '../../ui/Time';
import { bucketsKey, refreshObjects, useBuckets } from './queries';

const COLUMNS: ResourceColumn<Bucket>[] = [
  {
    id: 'name',
    header: text.buckets.name,
    cell: bucket => <RouteLink href={s3Pages.bucket(bucket.name)}>{bucket.name}</RouteLink>,
    text: bucket => bucket.name,
    isRowHeader: true,
  },
  {
    id: 'created',
    header: text.buckets.created,
    cell: bucket => <Time at={bucket.created} />,
    text: bucket => bucket.created,
  },
];

export function BucketsPage() {
  const { openHelp } = usePage({
    title: text.buckets.title,
    contentType: 'table',
    help: text.buckets.help,
    breadcrumbs: [
      { text: text.service, href: s3Pages.buckets },
      { text: text.buckets.title, href: s3Pages.buckets },
    ],
  });
  const buckets = useBuckets();
  const navigate = useNavigate();
  const [selected, setSelected] = useState<Bucket[]>([]);
  const [dialog, setDialog] = useState<'empty' | 'delete' | null>(null);
  const name = selected[0]?.name;
  const create = () => void navigate(s3Pages.createBucket);
  const close = () => setDialog(null);
  return (
    <>
      <ResourceTable
        things="buckets"
        title={text.buckets.title}
        loaded={buckets}
        columns={COLUMNS}
        keyOf={bucket => bucket.name}
        selectionType="single"
        selected={selected}
        onSelect={setSelected}
        info={
          <Link variant="info" onFollow={openHelp}>
            {shell.help.info}
          </Link>
        }
        emptyAction={<Button onClick={create}>{text.buckets.create}</Button>}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              iconName="refresh"
              ariaLabel={shared.refresh}
              onClick={() => void buckets.refetch()}
            />
            <CliCallButton calls={[{ service: 's3api', operation: 'ListBuckets', input: {} }]} />
            <Button disabled={!name} onClick={() => setDialog('empty')}>
              {text.buckets.empty}
            </Button>
            <Button disabled={!name} onClick={() => setDialog('delete')}>
              {text.buckets.delete}
            </Button>
            <Button variant="primary" onClick={create}>
              {text.buckets.create}
            </Button>
          </SpaceBetween>
        }
      />
      {name && dialog === 'empty' && <EmptyBucket name={name} onDismiss={close} />}
      {name && dialog === 'delete' && (
        <DeleteBucket name={name} onDismiss={close} onDone={() => setSelected([])} />
      )}
    </>
  );
}

function EmptyBucket({ name, onDismiss }: { name: string; onDismiss: () => void }) {
  const empty = async () => {
    const objects = await listAllObjects(name, '', Infinity);
    await deleteObjects(
      name,
      objects.map(object => object.key),
    );
    await refreshObjects(name);
    notify({
      id: `empty ${name}`,
      type: 'success',
      content: text.emptying.done(name, plural(objects.length, 'object')),
    });
  };
  return (
    <ConfirmDelete
      header={text.emptying.header(name)}
      word={text.emptying.word}
      action={text.emptying.action}
      calls={[{ command: ['aws', 's3', 'rm', '--recursive', `s3://${name}`] }]}
      onConfirm={empty}
      onDismiss={onDismiss}
    >
      {text.emptying.text(name)}
    </ConfirmDelete>
  );
}

function DeleteBucket(props: { name: string; onDismiss: () => void; onDone: () => void }) {
  const { name } = props;
  const remove = async () => {
    await deleteBucket(name);
    props.onDone();
    await queryClient.invalidateQueries({ queryKey: bucketsKey });
    notify({ id: `delete ${name}`, type: 'success', content: text.deleting.done(name) });
  };
  return (
    <ConfirmDelete
      header={text.deleting.header(name)}
      word={name}
      calls={[{ service: 's3api', operation: 'DeleteBucket', input: { Bucket: name } }]}
      onConfirm={remove}
      onDismiss={props.onDismiss}
    >
      {text.deleting.text(name)}
    </ConfirmDelete>
  );
}
