import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { createFolder } from '../../api/s3';
import { s3 } from '../../strings/s3';
import { FormDialog } from '../../ui/FormDialog';
import { notify } from '../../ui/notifications';
import { refreshObjects } from './queries';

const text = s3.folder;

export function CreateFolder(props: { bucket: string; prefix: string; onDismiss: () => void }) {
  const { bucket, prefix } = props;
  const [name, setName] = useState('');
  const [checked, setChecked] = useState(false);
  const folder = name.trim().replace(/^\/+|\/+$/g, '');
  const key = `${prefix}${folder}/`;
  const create = async () => {
    await createFolder(bucket, key);
    await refreshObjects(bucket);
    notify({ id: `folder ${key}`, type: 'success', content: text.done(folder) });
  };
  return (
    <FormDialog
      header={text.header}
      submit={text.submit}
      onDismiss={props.onDismiss}
      onSubmit={() => {
        setChecked(true);
        return folder !== '' && create();
      }}
      calls={[{ service: 's3api', operation: 'PutObject', input: { Bucket: bucket, Key: key } }]}
    >
      <FormField
        label={text.name}
        constraintText={text.nameHelp}
        errorText={checked && !folder ? text.missing : undefined}
      >
        <Input
          value={name}
          onChange={({ detail }) => setName(detail.value)}
          spellcheck={false}
          autoFocus
        />
      </FormField>
    </FormDialog>
  );
}
