import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { errorMessage } from '../../api/error';
import { headObject, type ObjectHead } from '../../api/s3';
import { s3Path } from '../../api/s3-request';
import { formatBytes } from '../../model/format';
import { s3Pages } from '../../model/s3-pages';
import { baseName, foldersOf, s3Uri } from '../../model/s3-uri';
import { s3 } from '../../strings/s3';
import { CliCallButton } from '../../ui/CliCall';
import { CopyText } from '../../ui/CopyText';
import { Failure } from '../../ui/Failure';
import { Loading } from '../../ui/Loading';
import { usePage } from '../../ui/page';
import { Time } from '../../ui/Time';
import { FilePreview } from './FilePreview';

const text = s3.object;

/** One object: what is known of it, and what it holds. */
export function ObjectPage() {
  const { bucket = '' } = useParams();
  const [query, setQuery] = useSearchParams();
  const key = query.get('key') ?? '';
  const uri = s3Uri({ bucket, key });
  usePage({
    title: baseName(key),
    breadcrumbs: [
      { text: s3.service, href: s3Pages.buckets },
      { text: s3.buckets.title, href: s3Pages.buckets },
      { text: bucket, href: s3Pages.bucket(bucket) },
      ...foldersOf(key).map(folder => ({
        text: `${folder.name}/`,
        href: s3Pages.bucket(bucket, folder.prefix),
      })),
      { text: baseName(key), href: s3Pages.object(bucket, key) },
    ],
  });
  const head = useQuery({
    queryKey: ['s3', 'object', bucket, key],
    queryFn: () => headObject(bucket, key),
  });
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <CliCallButton calls={[{ command: ['aws', 's3', 'cp', uri, '-'] }]} />
              <Button iconName="download" href={s3Path(bucket, key)} download={baseName(key)}>
                {s3.objects.download}
              </Button>
            </SpaceBetween>
          }
        >
          {baseName(key)}
        </Header>
      }
    >
      {head.isPending && <Loading />}
      {head.isError && (
        <Failure message={errorMessage(head.error)} onRetry={() => void head.refetch()} />
      )}
      {head.data && (
        <Tabs
          activeTabId={query.get('tab') ?? 'preview'}
          onChange={({ detail }) =>
            setQuery({ key, ...(detail.activeTabId !== 'preview' && { tab: detail.activeTabId }) })
          }
          tabs={[
            {
              id: 'preview',
              label: text.preview,
              content: <FilePreview bucket={bucket} objectKey={key} size={head.data.size} />,
            },
            {
              id: 'properties',
              label: text.properties,
              content: <Properties uri={uri} head={head.data} />,
            },
          ]}
        />
      )}
    </ContentLayout>
  );
}

function Properties({ uri, head }: { uri: string; head: ObjectHead }) {
  return (
    <Container header={<Header variant="h2">{text.overview}</Header>}>
      <KeyValuePairs
        columns={2}
        items={[
          { label: text.uri, value: <CopyText text={uri} /> },
          { label: s3.objects.etag, value: <CopyText text={head.etag} /> },
          { label: s3.objects.size, value: formatBytes(head.size) },
          { label: s3.objects.modified, value: <Time at={head.modified} /> },
          { label: text.contentType, value: head.contentType },
          ...Object.entries(head.metadata).map(([name, value]) => ({
            label: `${text.metadata}: ${name}`,
            value,
          })),
        ]}
      />
    </Container>
  );
}
