import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { errorMessage } from '../../api/error';
import { glue } from '../../api/glue';
import type { JobUpdate } from '../../api/glue-jobs';
import { tenon } from '../../api/tenon';
import { tenonGraph } from '../../api/tenon-graph';
import { createJobInput, sameNotes, updateJobInput } from '../../model/job';
import { editor as text } from '../../strings/editor';
import { dismiss, notify } from '../../ui/notifications';
import { download } from './download';
import { dropDraft, writePlaces } from './draft';
import { useEditorStore } from './store';

const MESSAGE = 'job-editor';

function tellFailure(header: string) {
  return (error: unknown) =>
    notify({ id: MESSAGE, type: 'error', header, content: errorMessage(error) });
}

/** Saves what is drawn: a new job is created, any other updated. */
export function useSave() {
  const store = useEditorStore();
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async () => {
      const document = store.document();
      const isNew = store.get().saved === null;
      const name = String(document.job.Name);
      if (isNew) {
        await glue('CreateJob', { ...(createJobInput(document) as JobUpdate), Name: name });
      } else {
        const { JobName, JobUpdate } = updateJobInput(document);
        await glue('UpdateJob', { JobName, JobUpdate: JobUpdate as JobUpdate });
      }
      const before = store.get().saved?.notes ?? [];
      if (!sameNotes(before, document.notes)) {
        await tenonGraph('PutJobNotes', { JobName: name, Notes: document.notes });
      }
      return { document, isNew, name };
    },
    onSuccess: async ({ document, isNew, name }) => {
      store.markSaved(document);
      notify({ id: MESSAGE, type: 'success', content: text.saved(name) });
      await dropDraft(isNew ? '' : name);
      await writePlaces(name, document.positions);
      await client.invalidateQueries({ queryKey: ['jobs'] });
      await client.invalidateQueries({ queryKey: ['editor', 'versions', name] });
      if (isNew) {
        const search = window.location.search;
        await navigate(`/jobs/${encodeURIComponent(name)}${search}`, {
          replace: true,
          state: { saved: name },
        });
      }
    },
    onError: tellFailure(text.saveFailed),
  });
}

/** Starts a run of what is saved. */
export function useStart(onStarted: (runId: string) => void) {
  const store = useEditorStore();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const JobName = String(store.document().job.Name);
      const { JobRunId } = await glue('StartJobRun', { JobName });
      return { JobName, JobRunId };
    },
    onSuccess: async ({ JobName, JobRunId }) => {
      notify({ id: MESSAGE, type: 'success', content: text.started(JobName) });
      onStarted(JobRunId);
      await client.invalidateQueries({ queryKey: ['editor', 'runs', JobName] });
    },
    onError: tellFailure(text.startFailed),
  });
}

export function useStop(jobName: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (runId: string) => {
      const answer = await glue('BatchStopJobRun', { JobName: jobName, JobRunIds: [runId] });
      const refused = answer.Errors?.[0];
      if (refused) throw new Error(refused.ErrorDetail.ErrorMessage ?? text.stopFailed);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['editor', 'runs', jobName] }),
    onError: tellFailure(text.stopFailed),
  });
}

/** Downloads the job as a file: as Glue Studio has it (what is saved), or as the API takes it. */
export function useExport() {
  const store = useEditorStore();
  return useMutation({
    mutationFn: async (form: 'studio' | 'api') => {
      const document = store.document();
      const name = String(document.job.Name);
      if (form === 'api') {
        download(`${name}.json`, JSON.stringify(createJobInput(document), null, 2));
        return;
      }
      if (store.get().saved === null) throw new Error(text.saveFirst);
      const { Document } = await tenon('ExportJob', { JobName: name });
      download(`${name}.json`, JSON.stringify(Document, null, 2));
    },
    onSuccess: () => dismiss(MESSAGE),
    onError: tellFailure(text.exportFailed),
  });
}
