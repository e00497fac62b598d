import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { glue } from '../../api/glue';
import type { Job } from '../../api/glue-jobs';
import { tenonGraph } from '../../api/tenon-graph';
import { cloneName, newJobOf } from '../../model/job-upload';
import { notesOf } from '../../model/notes';
import { jobs as text } from '../../strings/jobs';
import { FormDialog } from '../../ui/FormDialog';
import { notify } from '../../ui/notifications';
import { RouteLink } from '../../ui/RouteLink';
import { jobPages } from './pages';
import { refreshJobs } from './queries';

export function CloneJob(props: { job: Job; taken: readonly string[]; onDismiss: () => void }) {
  const { job, taken } = props;
  const [typed, setTyped] = useState(() => cloneName(job.Name, taken));
  const [checked, setChecked] = useState(false);
  const name = typed.trim();
  const fault =
    name === '' ? text.cloning.missing : taken.includes(name) ? text.cloning.taken : null;
  const input = newJobOf(job, name);
  const clone = async () => {
    await glue('CreateJob', input);
    const notes = notesOf((await tenonGraph('GetJobNotes', { JobName: job.Name })).Notes);
    if (notes.length > 0) await tenonGraph('PutJobNotes', { JobName: name, Notes: notes });
    await refreshJobs();
    notify({
      id: `clone ${name}`,
      type: 'success',
      content: (
        <>
          {text.cloning.done(name)}{' '}
          <RouteLink href={jobPages.job(name)} color="inverted">
            {text.cloning.open}
          </RouteLink>
        </>
      ),
    });
  };
  return (
    <FormDialog
      header={text.cloning.header(job.Name)}
      submit={text.cloning.submit}
      calls={[{ service: 'glue', operation: 'CreateJob', input }]}
      onSubmit={() => {
        setChecked(true);
        return fault === null && clone();
      }}
      onDismiss={props.onDismiss}
    >
      <FormField label={text.cloning.name} errorText={checked && fault}>
        <Input value={typed} onChange={({ detail }) => setTyped(detail.value)} autoFocus />
      </FormField>
    </FormDialog>
  );
}
