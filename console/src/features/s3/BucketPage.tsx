import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useParams, useSearchParams } from 'react-router';
import { s3Pages } from '../../model/s3-pages';
import { foldersOf, s3Uri } from '../../model/s3-uri';
import { s3 } from '../../strings/s3';
import { CopyText } from '../../ui/CopyText';
import { usePage } from '../../ui/page';
import { BucketProperties } from './BucketProperties';
import { ObjectsTable } from './ObjectsTable';

/** A bucket, or one of its folders. The folder is in the address. */
export function BucketPage() {
  const { bucket = '' } = useParams();
  const [query, setQuery] = useSearchParams();
  const prefix = query.get('prefix') ?? '';
  const folders = foldersOf(prefix);
  usePage({
    title: folders.at(-1)?.name ?? bucket,
    contentType: 'table',
    help: s3.objects.help,
    breadcrumbs: [
      { text: s3.service, href: s3Pages.buckets },
      { text: s3.buckets.title, href: s3Pages.buckets },
      { text: bucket, href: s3Pages.bucket(bucket) },
      ...folders.map(folder => ({
        text: `${folder.name}/`,
        href: s3Pages.bucket(bucket, folder.prefix),
      })),
    ],
  });
  return (
    <SpaceBetween size="m">
      <Header
        variant="h1"
        description={<CopyText text={s3Uri({ bucket, key: prefix })} label={s3.objects.copyUri} />}
      >
        {folders.at(-1)?.name ?? bucket}
      </Header>
      {prefix === '' ? (
        <Tabs
          activeTabId={query.get('tab') ?? 'objects'}
          onChange={({ detail }) =>
            setQuery(detail.activeTabId === 'objects' ? {} : { tab: detail.activeTabId })
          }
          tabs={[
            {
              id: 'objects',
              label: s3.objects.title,
              content: <ObjectsTable bucket={bucket} prefix="" />,
            },
            {
              id: 'properties',
              label: s3.objects.properties,
              content: <BucketProperties bucket={bucket} />,
            },
          ]}
        />
      ) : (
        <Box>
          <ObjectsTable key={prefix} bucket={bucket} prefix={prefix} />
        </Box>
      )}
    </SpaceBetween>
  );
}
