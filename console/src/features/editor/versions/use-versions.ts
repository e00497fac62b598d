import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { errorMessage } from '../../../api/error';
import { glue } from '../../../api/glue';
import { tenonGraph, type JobVersion } from '../../../api/tenon-graph';
import type { GraphNodes, JsonObject } from '../../../model/graph';
import { isObject } from '../../../model/graph';
import { editableJob, type JobDocument } from '../../../model/job';
import { notesOf } from '../../../model/notes';
import { versions as text } from '../../../strings/versions';
import { notify } from '../../../ui/notifications';
import { useEditorStore } from '../store';

export function useVersions(jobName: string) {
  return useQuery({
    queryKey: ['editor', 'versions', jobName],
    queryFn: async ({ signal }) => {
      const versions: JobVersion[] = [];
      let NextToken: string | undefined;
      do {
        const input = { JobName: jobName, ...(NextToken && { NextToken }) };
        const answer = await tenonGraph('ListJobVersions', input, signal);
        versions.push(...answer.Versions);
        NextToken = answer.NextToken;
      } while (NextToken !== undefined);
      return versions;
    },
  });
}

export function graphOf(job: JsonObject): GraphNodes {
  const nodes = job.CodeGenConfigurationNodes;
  return isObject(nodes) ? (nodes as unknown as GraphNodes) : {};
}

/** Makes an old version the newest, and shows it. Undo brings back what was on the canvas. */
export function useRestore(jobName: string) {
  const store = useEditorStore();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (version: number) => {
      const restored = await tenonGraph('RestoreJobVersion', {
        JobName: jobName,
        Version: version,
      });
      const [{ Job }, { Notes }] = await Promise.all([
        glue('GetJob', { JobName: jobName }),
        tenonGraph('GetJobNotes', { JobName: jobName }),
      ]);
      const job = Job as unknown as JsonObject;
      return { version, fresh: restored.Version, job, notes: notesOf(Notes) };
    },
    onSuccess: async ({ version, fresh, job, notes }) => {
      const { positions } = store.document();
      const nodes = graphOf(job);
      const document: JobDocument = { nodes, positions, notes, job: editableJob(job) };
      store.replace(document);
      store.markSaved(store.document());
      const content = text.restored(version, fresh);
      notify({ id: 'job-editor', type: 'success', content });
      await client.invalidateQueries({ queryKey: ['editor', 'versions', jobName] });
    },
    onError: error =>
      notify({
        id: 'job-editor',
        type: 'error',
        header: text.restoreFailed,
        content: errorMessage(error),
      }),
  });
}
