import type { CliCall } from '../../model/cli';
import { createJobInput, sameNotes, updateJobInput } from '../../model/job';
import { editor as text } from '../../strings/editor';
import type { EditorState } from './store';

/** The calls that the buttons above the editor make, for the job as it is drawn. */
export function callsOf(state: EditorState, liveRunId: string | undefined): CliCall[] {
  const document = state.history.present;
  const JobName = String(document.job.Name);
  const isNew = state.saved === null;
  const save: CliCall = isNew
    ? {
        action: text.save,
        service: 'glue',
        operation: 'CreateJob',
        input: createJobInput(document),
      }
    : {
        action: text.save,
        service: 'glue',
        operation: 'UpdateJob',
        input: updateJobInput(document),
      };
  const notes: CliCall = {
    action: text.save,
    service: 'tenon',
    operation: 'PutJobNotes',
    input: { JobName, Notes: document.notes },
  };
  const calls: CliCall[] = [
    save,
    ...(sameNotes(state.saved?.notes ?? [], document.notes) ? [] : [notes]),
    { action: text.run, service: 'glue', operation: 'StartJobRun', input: { JobName } },
  ];
  if (liveRunId !== undefined) {
    calls.push({
      action: text.stop,
      service: 'glue',
      operation: 'BatchStopJobRun',
      input: { JobName, JobRunIds: [liveRunId] },
    });
  }
  if (isNew) return calls;
  return [
    ...calls,
    {
      action: text.actionItems.exportStudio,
      service: 'tenon',
      operation: 'ExportJob',
      input: { JobName },
    },
    {
      action: text.actionItems.exportApi,
      service: 'glue',
      operation: 'GetJob',
      input: { JobName },
    },
  ];
}
