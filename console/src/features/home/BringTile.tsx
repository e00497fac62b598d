import FormField from '@cloudscape-design/components/form-field';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { glue } from '../../api/glue';
import { tenon } from '../../api/tenon';
import type { CliCall } from '../../model/cli';
import { readUploadedJob, type NewJob } from '../../model/job-upload';
import { home } from '../../strings/home';
import { FileButton } from '../../ui/FileButton';
import { FormDialog } from '../../ui/FormDialog';
import { notify } from '../../ui/notifications';
import { Tile } from './Tile';

const text = home.bring;

/** Takes a job over from AWS: what Studio downloads, or what the API answers. */
export function BringTile() {
  const [document, setDocument] = useState<string | null>(null);
  const choose = async ([file]: File[]) => {
    if (file) setDocument(await file.text());
  };
  return (
    <Tile title={text.title} text={text.text}>
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={() => setDocument('')}>{text.paste}</Button>
        <FileButton accept=".json,application/json" onChoose={files => void choose(files)}>
          {text.file}
        </FileButton>
      </SpaceBetween>
      {document !== null && <BringDialog document={document} onDismiss={() => setDocument(null)} />}
    </Tile>
  );
}

function BringDialog(props: { document: string; onDismiss: () => void }) {
  const [document, setDocument] = useState(props.document);
  const navigate = useNavigate();
  const create = async () => {
    const { job, warnings } = await read(document);
    await glue('CreateJob', job);
    notify({
      id: `job ${job.Name}`,
      type: warnings.length > 0 ? 'warning' : 'success',
      content:
        warnings.length > 0
          ? `${text.warnings(job.Name)} ${warnings.join('; ')}`
          : text.done(job.Name),
    });
    await navigate(`/jobs/${encodeURIComponent(job.Name)}`);
  };
  return (
    <FormDialog
      header={text.header}
      submit={text.submit}
      size="large"
      calls={callsOf(document)}
      onSubmit={create}
      onDismiss={props.onDismiss}
    >
      <FormField label={text.document} description={text.documentHelp} stretch>
        <Textarea
          value={document}
          onChange={({ detail }) => setDocument(detail.value)}
          rows={16}
          spellcheck={false}
          autoFocus
        />
      </FormField>
    </FormDialog>
  );
}

async function read(document: string): Promise<{ job: NewJob; warnings: string[] }> {
  const found = readUploadedJob(document);
  switch (found.kind) {
    case 'fault':
      throw new Error(found.message);
    case 'api':
      return { job: found.job, warnings: [] };
    case 'studio': {
      const { Job, Warnings } = await tenon('ImportJob', { Document: found.document });
      return { job: Job, warnings: Warnings };
    }
  }
}

function callsOf(document: string): CliCall[] {
  const found = readUploadedJob(document);
  switch (found.kind) {
    case 'fault':
      return [];
    case 'api':
      return [{ service: 'glue', operation: 'CreateJob', input: found.job }];
    case 'studio': // translates the document, then calls CreateJob
      return [{ command: ['tenon', 'job', 'import', 'job.json'] }];
  }
}
