import { deleteObjects, listAllObjects } from '../../api/s3';
import type { CliCall } from '../../model/cli';
import { plural } from '../../model/format';
import { baseName, s3Uri } from '../../model/s3-uri';
import { s3 } from '../../strings/s3';
import { ConfirmDelete } from '../../ui/ConfirmDelete';
import { notify } from '../../ui/notifications';
import { refreshObjects, type Entry } from './queries';

const text = s3.removing;
const SHOWN = 10;

/** Deletes objects, and folders with everything in them. */
export function DeleteEntries(props: {
  bucket: string;
  entries: readonly Entry[];
  onDismiss: () => void;
  onDone: () => void;
}) {
  const { bucket, entries } = props;
  const remove = async () => {
    const keys = new Set<string>();
    for (const entry of entries) {
      if (!entry.folder) keys.add(entry.key);
      else (await listAllObjects(bucket, entry.key, Infinity)).forEach(({ key }) => keys.add(key));
    }
    await deleteObjects(bucket, [...keys]);
    props.onDone();
    await refreshObjects(bucket);
    const done = text.done(plural(keys.size, 'object'));
    notify({ id: `delete from ${bucket}`, type: 'success', content: done });
  };
  return (
    <ConfirmDelete
      header={text.header(plural(entries.length, 'item'))}
      word={text.word}
      calls={entries.map(entry => callOf(bucket, entry))}
      onConfirm={remove}
      onDismiss={props.onDismiss}
    >
      {text.text}
      <ul>
        {entries.slice(0, SHOWN).map(entry => (
          <li key={entry.key}>{baseName(entry.key)}</li>
        ))}
        {entries.length > SHOWN && <li>…</li>}
      </ul>
    </ConfirmDelete>
  );
}

function callOf(bucket: string, entry: Entry): CliCall {
  if (entry.folder) {
    const uri = s3Uri({ bucket, key: entry.key });
    return { command: ['aws', 's3', 'rm', '--recursive', uri] };
  }
  return {
    service: 's3api',
    operation: 'DeleteObject',
    input: { Bucket: bucket, Key: entry.key },
  };
}
