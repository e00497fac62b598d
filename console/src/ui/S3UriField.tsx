import FormField from '@cloudscape-design/components/form-field';
import S3ResourceSelector from '@cloudscape-design/components/s3-resource-selector';
import { listBuckets, listObjects } from '../api/s3';
import { s3Pages } from '../model/s3-pages';
import { baseName, parseS3Uri } from '../model/s3-uri';

/** A place in S3, typed or chosen in the browser of buckets: folders, and objects if asked for. */
export function S3UriField(props: {
  label: string;
  value: string;
  onChange: (uri: string) => void;
  constraint?: string;
  error?: string | undefined;
  files?: boolean;
}) {
  const place = parseS3Uri(props.value);
  return (
    <FormField
      label={props.label}
      constraintText={props.constraint}
      errorText={props.error}
      stretch
    >
      <S3ResourceSelector
        resource={{ uri: props.value }}
        onChange={({ detail }) => props.onChange(detail.resource.uri)}
        selectableItemsTypes={['buckets', 'objects']}
        objectsIsItemDisabled={item => !props.files && !item.IsFolder}
        bucketsVisibleColumns={['Name', 'CreationDate']}
        invalid={props.error !== undefined}
        inputPlaceholder="s3://bucket/folder/"
        {...(place && { viewHref: s3Pages.bucket(place.bucket, place.key) })}
        fetchBuckets={async () =>
          (await listBuckets()).map(({ name, created }) => ({
            Name: name,
            CreationDate: new Date(created * 1000).toISOString(),
          }))
        }
        fetchObjects={fetchObjects}
        fetchVersions={async () => []}
      />
    </FormField>
  );
}

// The selector puts names together itself, so it gets those within the folder.
async function fetchObjects(bucket: string, prefix: string) {
  const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  const { folders, objects } = await listObjects(bucket, folder);
  return [
    ...folders.map(key => ({ Key: baseName(key), IsFolder: true })),
    ...objects
      .filter(({ key }) => key !== folder)
      .map(({ key, size, modified }) => ({
        Key: baseName(key),
        Size: size,
        LastModified: new Date(modified * 1000).toISOString(),
        IsFolder: false,
      })),
  ];
}
