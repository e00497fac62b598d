import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { createBucket, listBuckets } from '../../api/s3';
import { queryClient } from '../../app/query-client';
import { useSession } from '../../app/session';
import { bucketNameFault, parseS3Uri, s3Uri } from '../../model/s3-uri';
import { query as text } from '../../strings/query';
import { FormDialog } from '../../ui/FormDialog';
import { Loading } from '../../ui/Loading';
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
  const current = parseS3Uri(location);
  const [made, setMade] = useState<{ create: boolean; bucket: string; prefix: string } | null>(
    null,
  );
  const [checked, setChecked] = useState(false);
  const known = names.includes(suggested) ? suggested : '';
  const form = made ?? {
    create: !current && !known,
    bucket: current?.bucket ?? (known || suggested),
    prefix: current?.key ?? '',
  };
  const set = (part: Partial<typeof form>) => setMade({ ...form, ...part });
  const fault = form.create
    ? bucketNameFault(form.bucket)
    : names.includes(form.bucket)
      ? null
      : text.location.missing;

  const submit = () => {
    setChecked(true);
    if (fault) return false;
    return save();
  };
  const save = async () => {
    if (form.create) {
      await createBucket(form.bucket);
      void queryClient.invalidateQueries({ queryKey: ['s3', 'buckets'] });
    }
    const folder = form.prefix.replace(/^\/+/, '');
    const key = folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
    const chosen = s3Uri({ bucket: form.bucket, key });
    setLocation(chosen);
    props.onChosen(chosen);
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
            onChange={({ detail }) =>
              set(
                detail.value === 'create'
                  ? { create: true, bucket: suggested }
                  : { create: false, bucket: names[0] ?? '' },
              )
            }
            items={[
              { value: 'create', label: text.location.create, disabled: known !== '' },
              { value: 'existing', label: text.location.existing, disabled: names.length === 0 },
            ]}
          />
          {form.create ? (
            <FormField label={text.location.name} errorText={checked && fault}>
              <Input
                value={form.bucket}
                onChange={({ detail }) => set({ bucket: detail.value })}
                spellcheck={false}
              />
            </FormField>
          ) : (
            <FormField label={text.location.bucket} errorText={checked && fault}>
              <Select
                selectedOption={form.bucket ? { value: form.bucket, label: form.bucket } : null}
                options={names.map(value => ({ value, label: value }))}
                onChange={({ detail }) => set({ bucket: detail.selectedOption.value ?? '' })}
                placeholder={text.location.chooseBucket}
                filteringType={names.length > 10 ? 'auto' : 'none'}
                empty={text.location.none}
              />
            </FormField>
          )}
          <FormField label={text.location.prefix} description={text.location.prefixText}>
            <Input
              value={form.prefix}
              onChange={({ detail }) => set({ prefix: detail.value })}
              placeholder="results/"
              spellcheck={false}
            />
          </FormField>
        </SpaceBetween>
      )}
    </FormDialog>
  );
}
