import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { queryClient } from '../../app/query-client';
import { createBucket } from '../../api/s3';
import type { CliCall } from '../../model/cli';
import { s3Pages } from '../../model/s3-pages';
import { bucketNameFault } from '../../model/s3-uri';
import { s3 } from '../../strings/s3';
import { CliCallSection } from '../../ui/CliCall';
import { CreateForm } from '../../ui/CreateForm';
import { notify } from '../../ui/notifications';
import { usePage } from '../../ui/page';
import { bucketsKey } from './queries';

const text = s3.create;

/** Makes a bucket with the settings that S3's own console proposes, which are the only ones here. */
export function CreateBucketPage() {
  usePage({
    title: text.title,
    contentType: 'form',
    breadcrumbs: [
      { text: s3.service, href: s3Pages.buckets },
      { text: s3.buckets.title, href: s3Pages.buckets },
      { text: text.title, href: s3Pages.createBucket },
    ],
  });
  const [name, setName] = useState('');
  const [checked, setChecked] = useState(false);
  const fault = checked ? bucketNameFault(name) : null;

  const create = async () => {
    await createBucket(name);
    await queryClient.invalidateQueries({ queryKey: bucketsKey });
    notify({ id: `create ${name}`, type: 'success', content: text.done(name) });
  };

  return (
    <CreateForm
      title={text.title}
      submit={text.submit}
      list={s3Pages.buckets}
      onSubmit={() => {
        setChecked(true);
        return bucketNameFault(name) === null ? create() : null;
      }}
    >
      <Container header={<Header variant="h2">{text.general}</Header>}>
        <SpaceBetween size="l">
          <KeyValuePairs items={[{ label: text.type, value: text.generalPurpose }]} />
          <FormField label={text.name} constraintText={text.nameHelp} errorText={fault}>
            <Input
              value={name}
              onChange={({ detail }) => setName(detail.value)}
              onBlur={() => setChecked(name !== '')}
              spellcheck={false}
              autoFocus
            />
          </FormField>
        </SpaceBetween>
      </Container>
      <Fixed header={text.ownership} choice={text.aclsDisabled} why={text.aclsDisabledText} />
      <Fixed header={text.access} choice={text.blockAll} why={text.blockAllText} />
      <Fixed header={text.versioning} choice={text.disable} why={text.disableText} />
      <CliCallSection calls={callsOf(name)} />
    </CreateForm>
  );
}

// A setting that S3 has and that has one value here.
function Fixed(props: { header: string; choice: string; why: string }) {
  return (
    <Container header={<Header variant="h2">{props.header}</Header>}>
      <KeyValuePairs
        items={[
          {
            label: <StatusIndicator type="success">{props.choice}</StatusIndicator>,
            value: props.why,
          },
        ]}
      />
    </Container>
  );
}

function callsOf(name: string): CliCall[] {
  const Bucket = name || 'BUCKET';
  return [
    {
      service: 's3api',
      operation: 'CreateBucket',
      input: { Bucket, ObjectOwnership: 'BucketOwnerEnforced' },
    },
    {
      service: 's3api',
      operation: 'PutPublicAccessBlock',
      input: {
        Bucket,
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: true,
          RestrictPublicBuckets: true,
        },
      },
    },
  ];
}
