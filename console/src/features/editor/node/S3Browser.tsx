import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorMessage } from '../../../api/error';
import { listBuckets, listObjects } from '../../../api/s3';
import { browse as text } from '../../../strings/node';

interface Entry {
  name: string;
  path: string;
  opens: boolean;
  size: number | undefined;
}

async function entriesOf(place: string, signal: AbortSignal): Promise<Entry[]> {
  if (place === '') {
    const buckets = await listBuckets(signal);
    return buckets.map(({ name }) => ({ name, path: `${name}/`, opens: true, size: undefined }));
  }
  const at = place.indexOf('/');
  const [bucket, prefix] = [place.slice(0, at), place.slice(at + 1)];
  const entries: Entry[] = [];
  let token: string | undefined;
  do {
    const page = await listObjects(bucket, prefix, { token, signal });
    for (const folder of page.folders) {
      const name = folder.slice(prefix.length);
      entries.push({ name, path: `${bucket}/${folder}`, opens: true, size: undefined });
    }
    for (const { key, size } of page.objects) {
      if (key === prefix) continue;
      entries.push({
        name: key.slice(prefix.length),
        path: `${bucket}/${key}`,
        opens: false,
        size,
      });
    }
    token = page.next;
  } while (token !== undefined && entries.length < 5000);
  return entries;
}

/** Chooses a bucket, a folder or an object. Answers s3://bucket/folder/, with the slash at its end. */
export function S3Browser(props: { onChoose: (path: string) => void; onDismiss: () => void }) {
  const [place, setPlace] = useState('');
  const [chosen, setChosen] = useState<Entry | null>(null);
  const { data, error, isFetching } = useQuery({
    queryKey: ['editor', 's3', place],
    queryFn: ({ signal }) => entriesOf(place, signal),
  });
  const open = (path: string) => {
    setChosen(null);
    setPlace(path);
  };
  const path = chosen?.path ?? place;
  return (
    <Modal
      visible
      size="large"
      header={text.header}
      onDismiss={props.onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={props.onDismiss}>
              {text.cancel}
            </Button>
            <Button
              variant="primary"
              disabled={path === ''}
              onClick={() => props.onChoose(`s3://${path}`)}
            >
              {text.choose}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="s">
        <BreadcrumbGroup
          ariaLabel={text.path}
          items={crumbsOf(place)}
          onClick={event => {
            event.preventDefault();
            open(event.detail.href.slice(1));
          }}
        />
        {error && (
          <Alert type="error" header={text.failed}>
            {errorMessage(error)}
          </Alert>
        )}
        <Table
          variant="embedded"
          trackBy="path"
          items={data ?? []}
          loading={isFetching && data === undefined}
          loadingText={text.loading}
          empty={text.empty}
          selectionType="single"
          selectedItems={chosen ? [chosen] : []}
          onSelectionChange={({ detail }) => setChosen(detail.selectedItems[0] ?? null)}
          ariaLabels={{
            selectionGroupLabel: text.header,
            itemSelectionLabel: (_, entry) => text.select(entry.name),
          }}
          columnDefinitions={[
            {
              id: 'name',
              header: text.name,
              isRowHeader: true,
              cell: entry =>
                entry.opens ? (
                  <Link onFollow={() => open(entry.path)}>{entry.name}</Link>
                ) : (
                  entry.name
                ),
            },
            {
              id: 'size',
              header: text.size,
              cell: entry => entry.size?.toLocaleString('en') ?? '',
            },
          ]}
        />
      </SpaceBetween>
    </Modal>
  );
}

function crumbsOf(place: string): { text: string; href: string }[] {
  const parts = place.split('/').filter(Boolean);
  return [
    { text: text.buckets, href: '#' },
    ...parts.map((part, at) => ({
      text: part,
      href: `#${parts.slice(0, at + 1).join('/')}/`,
    })),
  ];
}
