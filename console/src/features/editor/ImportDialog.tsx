import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { tenon } from '../../api/tenon';
import type { CliCall } from '../../model/cli';
import { readNodes } from '../../model/clipboard';
import { isObject, type Json, type JsonObject } from '../../model/graph';
import { editableJob } from '../../model/job';
import { importer as text } from '../../strings/editor';
import { FileButton } from '../../ui/FileButton';
import { FormDialog } from '../../ui/FormDialog';
import { notify } from '../../ui/notifications';
import { useEditorStore } from './store';

interface Imported {
  job: JsonObject;
  warnings: string[];
}

function parse(document: string): JsonObject {
  let value: Json;
  try {
    value = JSON.parse(document) as Json;
  } catch {
    throw new Error(text.notJson);
  }
  if (!isObject(value)) throw new Error(text.notJob);
  return isObject(value.Job) ? value.Job : value;
}

/** A job as the API has it, from either of the two forms in which jobs are carried about. */
async function read(document: string): Promise<Imported> {
  const value = parse(document);
  if (isObject(value.CodeGenConfigurationNodes)) return { job: value, warnings: [] };
  if (!isObject(value.jobConfig) && !isObject(value.dag)) throw new Error(text.notJob);
  const answer = await tenon('ImportJob', { Document: value });
  return { job: answer.Job as unknown as JsonObject, warnings: answer.Warnings };
}

/** The call that the import makes: none for a job that is in the API's form. */
function callsOf(document: string): CliCall[] {
  try {
    const Document = parse(document);
    if (isObject(Document.CodeGenConfigurationNodes)) return [];
    return [{ service: 'tenon', operation: 'ImportJob', input: { Document } }];
  } catch {
    return [];
  }
}

/** Takes a job over from a file or from text, in the place of what is on the canvas. */
export function ImportDialog(props: { onDismiss: () => void }) {
  const store = useEditorStore();
  const [document, setDocument] = useState('');
  const choose = (chosen: File[]) => {
    void chosen[0]?.text().then(setDocument);
  };
  const submit = async () => {
    const { job, warnings } = await read(document);
    const nodes = readNodes(JSON.stringify(job));
    if (!nodes) throw new Error(text.notJob);
    const before = store.document();
    const merged: JsonObject = { ...before.job, ...editableJob(job) };
    // A saved job keeps its name, whatever the document calls it.
    if (store.get().saved !== null) merged.Name = before.job.Name ?? '';
    store.replace({ nodes, positions: {}, notes: before.notes, job: merged });
    store.setDirection(store.get().direction);
    notify({
      id: 'import',
      type: warnings.length === 0 ? 'success' : 'warning',
      header: text.imported(warnings.length),
      content: warnings.join(' '),
    });
  };
  return (
    <FormDialog
      header={text.header}
      submit={text.import}
      size="large"
      calls={callsOf(document)}
      onSubmit={submit}
      onDismiss={props.onDismiss}
    >
      <Box>{text.explain}</Box>
      <FormField label={text.file}>
        <FileButton accept="application/json,.json" onChoose={choose}>
          {text.choose}
        </FileButton>
      </FormField>
      <FormField label={text.text} stretch>
        <Textarea
          rows={12}
          value={document}
          spellcheck={false}
          onChange={({ detail }) => setDocument(detail.value)}
        />
      </FormField>
      {document !== '' && readNodes(document) === null && document.trim()[0] !== '{' && (
        <Alert type="warning">{text.notJson}</Alert>
      )}
    </FormDialog>
  );
}
