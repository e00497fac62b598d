import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { s3Path } from '../../api/s3-request';
import type { CliCall } from '../../model/cli';
import { formatBytes, formatCount } from '../../model/format';
import { s3Pages } from '../../model/s3-pages';
import { baseName, s3Uri } from '../../model/s3-uri';
import { s3 } from '../../strings/s3';
import { shared } from '../../strings/shared';
import { CliCallButton } from '../../ui/CliCall';
import { DropArea } from '../../ui/DropArea';
import { ResourceTable, type ResourceColumn } from '../../ui/ResourceTable';
import { RouteLink } from '../../ui/RouteLink';
import { Time } from '../../ui/Time';
import { CreateFolder } from './CreateFolder';
import { DeleteEntries } from './DeleteEntries';
import { useEntries, type Entry } from './queries';
import { RenameEntry } from './RenameEntry';
import { startUploads } from './uploads';

const text = s3.objects;

/** What a folder of a bucket holds. Files that are dropped on it are uploaded into it. */
export function ObjectsTable({ bucket, prefix }: { bucket: string; prefix: string }) {
  const entries = useEntries(bucket, prefix);
  const navigate = useNavigate();
  const [selected, setSelected] = useState<Entry[]>([]);
  const [dialog, setDialog] = useState<'folder' | 'rename' | 'delete' | null>(null);
  const close = () => setDialog(null);
  const one = selected.length === 1 ? selected[0] : undefined;
  const upload = () => void navigate(s3Pages.upload(bucket, prefix));
  return (
    <DropArea text={text.drop} onDrop={files => startUploads(bucket, prefix, files)}>
      <ResourceTable
        things="objects"
        title={text.title}
        headingLevel="h2"
        variant="container"
        loaded={entries}
        columns={columnsOf(bucket)}
        keyOf={entry => entry.key}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        emptyAction={<Button onClick={upload}>{text.upload}</Button>}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              iconName="refresh"
              ariaLabel={shared.refresh}
              onClick={() => void entries.refetch()}
            />
            <CliCallButton calls={callsOf(bucket, prefix, one)} />
            <Download bucket={bucket} entry={one} />
            <Button disabled={!one} onClick={() => setDialog('rename')}>
              {text.rename}
            </Button>
            <Button disabled={selected.length === 0} onClick={() => setDialog('delete')}>
              {shared.delete}
            </Button>
            <Button onClick={() => setDialog('folder')}>{text.createFolder}</Button>
            <Button variant="primary" iconName="upload" onClick={upload}>
              {text.upload}
            </Button>
          </SpaceBetween>
        }
      />
      {entries.hasNextPage && (
        <Box textAlign="center" padding="m">
          <SpaceBetween size="xs">
            <Box color="text-body-secondary">
              {text.moreText(formatCount(entries.data?.length ?? 0))}
            </Box>
            <Button
              loading={entries.isFetchingNextPage}
              onClick={() => void entries.fetchNextPage()}
            >
              {text.more}
            </Button>
          </SpaceBetween>
        </Box>
      )}
      {dialog === 'folder' && <CreateFolder bucket={bucket} prefix={prefix} onDismiss={close} />}
      {dialog === 'rename' && one && (
        <RenameEntry bucket={bucket} entry={one} onDismiss={close} onDone={() => setSelected([])} />
      )}
      {dialog === 'delete' && (
        <DeleteEntries
          bucket={bucket}
          entries={selected}
          onDismiss={close}
          onDone={() => setSelected([])}
        />
      )}
    </DropArea>
  );
}

function Download({ bucket, entry }: { bucket: string; entry: Entry | undefined }) {
  const file = entry && !entry.folder ? entry : undefined;
  return (
    <Button
      iconName="download"
      disabled={!file}
      {...(file && { href: s3Path(bucket, file.key), download: baseName(file.key) })}
    >
      {text.download}
    </Button>
  );
}

function columnsOf(bucket: string): ResourceColumn<Entry>[] {
  return [
    {
      id: 'name',
      header: text.name,
      cell: ({ key, folder }) => (
        <RouteLink href={folder ? s3Pages.bucket(bucket, key) : s3Pages.object(bucket, key)}>
          {baseName(key)}
        </RouteLink>
      ),
      text: entry => baseName(entry.key),
      isRowHeader: true,
    },
    { id: 'type', header: text.type, cell: typeOf, text: typeOf },
    {
      id: 'modified',
      header: text.modified,
      cell: entry => <Time at={entry.modified} />,
      text: entry => entry.modified,
    },
    {
      id: 'size',
      header: text.size,
      cell: entry => (entry.size === undefined ? shared.none : formatBytes(entry.size)),
      text: entry => entry.size,
    },
    { id: 'etag', header: text.etag, cell: entry => entry.etag ?? shared.none },
  ];
}

// As the S3 console has it: the ending of the name.
function typeOf(entry: Entry): string {
  if (entry.folder) return text.folder;
  const name = baseName(entry.key);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1) : shared.none;
}

function callsOf(bucket: string, prefix: string, selected: Entry | undefined): CliCall[] {
  const folder = s3Uri({ bucket, key: prefix });
  const calls: CliCall[] = [
    {
      action: text.title,
      service: 's3api',
      operation: 'ListObjectsV2',
      input: { Bucket: bucket, ...(prefix && { Prefix: prefix }), Delimiter: '/' },
    },
    { action: text.upload, command: ['aws', 's3', 'cp', 'FILE', folder] },
  ];
  if (!selected || selected.folder) return calls;
  const uri = s3Uri({ bucket, key: selected.key });
  return [...calls, { action: text.download, command: ['aws', 's3', 'cp', uri, '.'] }];
}
