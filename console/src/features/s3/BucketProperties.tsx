import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { useQuery } from '@tanstack/react-query';
import { errorMessage } from '../../api/error';
import { listAllObjects } from '../../api/s3';
import { formatBytes, formatCount } from '../../model/format';
import { s3 } from '../../strings/s3';
import { Failure } from '../../ui/Failure';
import { Time } from '../../ui/Time';
import { useBuckets } from './queries';

const text = s3.bucketProperties;
const MOST = 10_000;

/** What is to be said of a whole bucket. Its objects are counted as far as ten thousand. */
export function BucketProperties({ bucket }: { bucket: string }) {
  const buckets = useBuckets();
  const objects = useQuery({
    queryKey: ['s3', 'objects', bucket, 'all'],
    queryFn: () => listAllObjects(bucket, '', MOST),
  });
  if (objects.isError) {
    return <Failure message={errorMessage(objects.error)} onRetry={() => void objects.refetch()} />;
  }
  const count = objects.data?.length ?? 0;
  const size = objects.data?.reduce((sum, object) => sum + object.size, 0) ?? 0;
  const known = (value: string) =>
    objects.isPending ? text.counting : count >= MOST ? text.atLeast(value) : value;
  return (
    <Container header={<Header variant="h2">{text.overview}</Header>}>
      <KeyValuePairs
        columns={4}
        items={[
          {
            label: s3.buckets.created,
            value: <Time at={buckets.data?.find(({ name }) => name === bucket)?.created} />,
          },
          { label: text.objects, value: known(formatCount(count)) },
          { label: text.size, value: known(formatBytes(size)) },
        ]}
      />
    </Container>
  );
}
