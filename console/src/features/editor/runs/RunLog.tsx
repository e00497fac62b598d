import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { errorMessage } from '../../../api/error';
import type { JobRun } from '../../../api/glue-jobs';
import { logs, type LogEvent } from '../../../api/logs';
import { runs as text } from '../../../strings/editor';
import { isLiveRun } from './use-runs';

const MOST_EVENTS = 5000;

/** What the run has written to both of its log groups, in the order of time. */
async function readLog(run: JobRun, signal: AbortSignal): Promise<LogEvent[]> {
  const group = run.LogGroupName ?? '/aws-glue/jobs';
  const events: LogEvent[] = [];
  for (const logGroupName of [`${group}/output`, `${group}/error`]) {
    let nextToken: string | undefined;
    do {
      const answer = await logs(
        'FilterLogEvents',
        { logGroupName, logStreamNames: [run.Id], ...(nextToken && { nextToken }) },
        signal,
      );
      events.push(...answer.events);
      nextToken = answer.nextToken;
    } while (nextToken !== undefined && events.length < MOST_EVENTS);
  }
  return events.sort((a, b) => a.timestamp - b.timestamp);
}

export function RunLog({ run }: { run: JobRun }) {
  const log = useQuery({
    queryKey: ['editor', 'log', run.Id, run.JobRunState],
    queryFn: ({ signal }) => readLog(run, signal),
    placeholderData: keepPreviousData,
    refetchInterval: isLiveRun(run) ? 1000 : false,
  });
  if (log.isError) {
    return (
      <Alert type="error" header={text.logFailed}>
        {errorMessage(log.error)}
      </Alert>
    );
  }
  if (!log.data) return <StatusIndicator type="loading">{text.logLoading}</StatusIndicator>;
  if (log.data.length === 0) return <Box color="text-body-secondary">{text.logEmpty}</Box>;
  return (
    <div className="job-log" role="log" tabIndex={0} aria-label={text.log}>
      {log.data.map(event => (
        <div key={`${event.logStreamName}/${event.eventId}`}>
          <time>{new Date(event.timestamp).toISOString().slice(11, 23)}</time> {event.message}
        </div>
      ))}
    </div>
  );
}
