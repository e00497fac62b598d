import S3ResourceSelector from '@cloudscape-design/components/s3-resource-selector';
import { listBuckets, listObjects } from '../api/s3';
import { s3Pages } from '../model/s3-pages';
import { baseName, parseS3Uri } from '../model/s3-uri';
import { shared } from '../strings/shared';

/**
 * A place in S3, typed or chosen in the browser of buckets: folders, which end with a slash, and
 * objects if asked for. The form field around it says what the place is for.
 */
export function S3UriField(props: {
  value: string;
  onChange: (uri: string) => void;
  /** Says which one it is, where a form field has several. */
  label?: string | undefined;
  invalid?: boolean;
  files?: boolean;
}) {
  const place = parseS3Uri(props.value);
  return (
    <S3ResourceSelector
      resource={{ uri: props.value }}
      onChange={({ detail }) => props.onChange(detail.resource.uri)}
      selectableItemsTypes={['buckets', 'objects']}
      objectsIsItemDisabled={item => !props.files && !item.IsFolder}
      bucketsVisibleColumns={['Name', 'CreationDate']}
      invalid={props.invalid ?? false}
      inputPlaceholder="s3://bucket/folder/"
      i18nStrings={{
        modalTitle: shared.s3.title,
        ...(props.label !== undefined && { inContextUriLabel: props.label }),
      }}
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
  );
}

/** Of a folder with more the first are shown; the place of another can be typed. */
const MOST_ENTRIES = 5000;

// The selector puts names together itself, so it gets those within the folder.
async function fetchObjects(bucket: string, prefix: string) {
  const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  const entries = [];
  let token: string | undefined;
  do {
    const page = await listObjects(bucket, folder, { token });
    for (const key of page.folders) entries.push({ Key: baseName(key), IsFolder: true });
    for (const { key, size, modified } of page.objects) {
      if (key === folder) continue;
      const LastModified = new Date(modified * 1000).toISOString();
      entries.push({ Key: baseName(key), Size: size, LastModified, IsFolder: false });
    }
    token = page.next;
  } while (token !== undefined && entries.length < MOST_ENTRIES);
  return entries;
}
