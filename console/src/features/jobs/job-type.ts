import type { Job } from '../../api/glue-jobs';
import type { jobs } from '../../strings/jobs';

/** Whether a job is drawn, or all that is known of it is a script. */
export function jobTypeOf(job: Job): keyof typeof jobs.types {
  const nodes = Object.keys(job.CodeGenConfigurationNodes ?? {}).length;
  return nodes > 0 || job.JobMode === 'VISUAL' ? 'visual' : 'script';
}
