import { glue } from '../../api/glue';
import { jobs as text } from '../../strings/jobs';
import { ConfirmDelete } from '../../ui/ConfirmDelete';
import { notify } from '../../ui/notifications';
import { refreshJobs, refreshRuns } from './queries';

export function DeleteJob({ name, onDismiss }: { name: string; onDismiss: () => void }) {
  const remove = async () => {
    await glue('DeleteJob', { JobName: name });
    await Promise.all([refreshJobs(), refreshRuns()]);
    notify({ id: `delete ${name}`, type: 'success', content: text.deleting.done(name) });
  };
  return (
    <ConfirmDelete
      header={text.deleting.header(name)}
      word="delete"
      calls={[{ service: 'glue', operation: 'DeleteJob', input: { JobName: name } }]}
      onConfirm={remove}
      onDismiss={onDismiss}
    >
      {text.deleting.text(name)}
    </ConfirmDelete>
  );
}
