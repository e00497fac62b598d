import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { QueryExecution } from '../../api/athena';
import { formatBytes, formatDuration, formatTime } from '../../model/format';
import { query as text } from '../../strings/query';
import { shared } from '../../strings/shared';
import { CopyText } from '../../ui/CopyText';

export function QueryStats({ execution }: { execution: QueryExecution }) {
  const statistics = execution.Statistics ?? {};
  const output = execution.ResultConfiguration?.OutputLocation;
  const time = (milliseconds: number | undefined) =>
    milliseconds === undefined ? shared.none : formatDuration(milliseconds);
  return (
    <KeyValuePairs
      columns={4}
      items={[
        { label: text.stats.state, value: text.states[execution.Status.State] },
        { label: text.stats.started, value: formatTime(execution.Status.SubmissionDateTime) },
        { label: text.stats.queue, value: time(statistics.QueryQueueTimeInMillis) },
        { label: text.stats.run, value: time(statistics.EngineExecutionTimeInMillis) },
        { label: text.stats.total, value: time(statistics.TotalExecutionTimeInMillis) },
        { label: text.stats.scanned, value: formatBytes(statistics.DataScannedInBytes ?? 0) },
        {
          label: text.stats.database,
          value: execution.QueryExecutionContext?.Database ?? shared.none,
        },
        { label: text.stats.id, value: <CopyText text={execution.QueryExecutionId} /> },
        { label: text.stats.output, value: output ? <CopyText text={output} /> : shared.none },
      ]}
    />
  );
}
