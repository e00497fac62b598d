import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { createBucket, listBuckets } from '../../api/s3';
import { queryClient } from '../../app/query-client';
import { useSession } from '../../app/session';
import { bucketNameFault, parseS3Uri, s3Uri, type S3Location } from '../../model/s3-uri';
import { query as text } from '../../strings/query';
import { FormDialog } from '../../ui/FormDialog';
import { Loading } from '../../ui/Loading';
import { S3UriField } from '../../ui/S3UriField';
import { useResultLocation } from './result-location';

/** Asks where results go: to a bucket that is there, or to one that is made for them. */
export function ResultLocationDialog(props: {
  submit: string;
  onChosen: (location: string) => void;
  onDismiss: () => void;
}) {
  const session = useSession();
  const [location, setLocation] = useResultLocation();
  const buckets = useQuery({ queryKey: ['s3', 'buckets'], queryFn: () => listBuckets() });
  const names = buckets.data?.map(({ name }) => name) ?? [];
  const suggested = `aws-athena-query-results-${session.Account}-${session.Region}`;
  const [made, setMade] = useState<{
    create: boolean;
    bucket: string;
    prefix: string;
    place: string;
  } | null>(null);
  const [checked, setChecked] = useState(false);
  const known = names.includes(suggested) ? s3Uri({ bucket: suggested, key: '' }) : '';
  const place = location || known;
  const form = made ?? { create: place === '', bucket: suggested, prefix: '', place };
  const set = (part: Partial<typeof form>) => setMade({ ...form, ...part });
  const chosen = form.create
    ? { bucket: form.bucket, key: form.prefix.replace(/^\/+/, '') }
    : parseS3Uri(form.place);
  const fault = form.create
    ? bucketNameFault(form.bucket)
    : chosen && names.includes(chosen.bucket)
      ? null
      : text.location.missing;

  const submit = () => {
    setChecked(true);
    if (fault || !chosen) return false;
    return save(chosen);
  };
  const save = async ({ bucket, key }: S3Location) => {
    if (form.create) {
      await createBucket(bucket);
      void queryClient.invalidateQueries({ queryKey: ['s3', 'buckets'] });
    }
    const folder = key === '' || key.endsWith('/') ? key : `${key}/`;
    const uri = s3Uri({ bucket, key: folder });
    setLocation(uri);
    props.onChosen(uri);
  };

  return (
    <FormDialog
      header={text.location.title}
      submit={props.submit}
      calls={
        form.create
          ? [{ service: 's3api', operation: 'CreateBucket', input: { Bucket: form.bucket } }]
          : []
      }
      onSubmit={submit}
      onDismiss={props.onDismiss}
    >
      <Box variant="p">{text.location.intro}</Box>
      {buckets.isPending ? (
        <Loading text={text.location.loading} />
      ) : (
        <SpaceBetween size="m">
          <RadioGroup
            ariaLabel={text.location.choice}
            value={form.create ? 'create' : 'existing'}
            onChange={({ detail }) => set({ create: detail.value === 'create' })}
            items={[
              { value: 'create', label: text.location.create, disabled: known !== '' },
              { value: 'existing', label: text.location.existing, disabled: names.length === 0 },
            ]}
          />
          {form.create ? (
            <>
              <FormField label={text.location.name} errorText={checked && fault}>
                <Input
                  value={form.bucket}
                  onChange={({ detail }) => set({ bucket: detail.value })}
                  spellcheck={false}
                />
              </FormField>
              <FormField label={text.location.prefix} description={text.location.prefixText}>
                <Input
                  value={form.prefix}
                  onChange={({ detail }) => set({ prefix: detail.value })}
                  placeholder="results/"
                  spellcheck={false}
                />
              </FormField>
            </>
          ) : (
            <FormField label={text.location.place} errorText={checked && fault} stretch>
              <S3UriField
                value={form.place}
                onChange={next => set({ place: next })}
                invalid={checked && fault !== null}
              />
            </FormField>
          )}
        </SpaceBetween>
      )}
    </FormDialog>
  );
}
