import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { copyObject, deleteObjects, listAllObjects, listObjects } from '../../api/s3';
import type { CliCall } from '../../model/cli';
import { formatCount } from '../../model/format';
import { baseName, parentFolder, s3Uri } from '../../model/s3-uri';
import { s3 } from '../../strings/s3';
import { FormDialog } from '../../ui/FormDialog';
import { notify } from '../../ui/notifications';
import { refreshObjects, type Entry } from './queries';

const text = s3.renaming;

/** Renames an object, or a folder with everything in it: all is copied first, then the old goes. */
export function RenameEntry(props: {
  bucket: string;
  entry: Entry;
  onDismiss: () => void;
  onDone: () => void;
}) {
  const { bucket, entry } = props;
  const slash = entry.folder ? '/' : '';
  const old = baseName(entry.key).replace(/\/$/, '');
  const [name, setName] = useState(old);
  const [checked, setChecked] = useState(false);
  const fault = faultOf(name, old);
  const target = `${parentFolder(entry.key)}${name.trim()}${slash}`;
  const rename = async () => {
    await refuseTaken(bucket, target);
    await move(bucket, entry, target, old);
    props.onDone();
    await refreshObjects(bucket);
    notify({ id: `rename ${entry.key}`, type: 'success', content: text.done(old, name.trim()) });
  };
  return (
    <FormDialog
      header={text.header(old)}
      submit={text.submit}
      onDismiss={props.onDismiss}
      onSubmit={() => {
        setChecked(true);
        return fault === undefined && rename();
      }}
      calls={callsOf(bucket, entry, target)}
    >
      <FormField label={text.name} errorText={checked ? fault : undefined}>
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

function faultOf(name: string, old: string): string | undefined {
  if (name.trim() === '' || name.trim() === old) return text.same;
  return name.includes('/') ? text.slash : undefined;
}

async function refuseTaken(bucket: string, target: string): Promise<void> {
  const { objects } = await listObjects(bucket, target, { deep: true, most: 1 });
  const found = objects[0]?.key;
  if (found === target || (target.endsWith('/') && found !== undefined)) {
    throw new Error(text.taken(baseName(target)));
  }
}

async function move(bucket: string, entry: Entry, target: string, name: string): Promise<void> {
  const keys = entry.folder
    ? (await listAllObjects(bucket, entry.key, Infinity)).map(object => object.key)
    : [entry.key];
  for (const [index, key] of keys.entries()) {
    await copyObject(bucket, key, target + key.slice(entry.key.length));
    if (keys.length > 1) {
      notify({
        id: `rename ${entry.key}`,
        type: 'in-progress',
        content: text.busy(name, formatCount(index + 1), formatCount(keys.length)),
      });
    }
  }
  await deleteObjects(bucket, keys);
}

function callsOf(bucket: string, entry: Entry, target: string): CliCall[] {
  const recursive = entry.folder ? ['--recursive'] : [];
  const from = s3Uri({ bucket, key: entry.key });
  return [{ command: ['aws', 's3', 'mv', ...recursive, from, s3Uri({ bucket, key: target })] }];
}
