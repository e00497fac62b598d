import { errorMessage } from '../../api/error';
import { glue } from '../../api/glue';
import { jobs as text } from '../../strings/jobs';
import { notify } from '../../ui/notifications';
import { RouteLink } from '../../ui/RouteLink';
import { jobPages } from './pages';
import { refreshRuns } from './queries';

/** Starts a job, and tells how that went above the page. */
export async function startJob(name: string): Promise<void> {
  const id = `start ${name}`;
  try {
    const { JobRunId } = await glue('StartJobRun', { JobName: name });
    notify({
      id,
      type: 'success',
      content: (
        <>
          {text.started(name)}{' '}
          <RouteLink href={jobPages.run(name, JobRunId)} color="inverted">
            {text.viewRun}
          </RouteLink>
        </>
      ),
    });
  } catch (error) {
    notify({ id, type: 'error', header: text.notStarted(name), content: errorMessage(error) });
  }
  await refreshRuns();
}
