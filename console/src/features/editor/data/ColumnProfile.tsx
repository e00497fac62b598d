import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ColumnDetail, Preview } from '../../../api/tenon';
import { data as text } from '../../../strings/editor';

/** What is known of a column over all rows, and how its values lie. */
export function ColumnProfile({ name, profile }: { name: string; profile: Preview | undefined }) {
  const summary = profile?.Summary;
  const counted = summary?.Columns.find(column => column.Name === name);
  if (!summary || !counted) {
    return <StatusIndicator type="loading">{text.loading}</StatusIndicator>;
  }
  const detail = profile.Detail?.Columns.find(column => column.Name === name);
  return (
    <SpaceBetween size="s">
      <KeyValuePairs
        columns={2}
        items={[
          { label: text.nulls, value: text.ofRows(counted.Nulls, summary.Rows) },
          { label: text.distinct, value: text.about(counted.Distinct) },
          { label: text.least, value: counted.Min ?? text.nullValue },
          { label: text.most, value: counted.Max ?? text.nullValue },
        ]}
      />
      {detail && <Distribution detail={detail} />}
      <Box color="text-body-secondary" fontSize="body-s">
        {text.profileOf(summary.Rows)}
        {profile.Detail && `. ${text.sampled(profile.Detail.SampledRows)}`}
      </Box>
    </SpaceBetween>
  );
}

function Distribution({ detail }: { detail: ColumnDetail }) {
  const bars =
    detail.Histogram.length > 0
      ? detail.Histogram.map(({ Low, High, Rows }) => ({
          label: `${shortNumber(Low)} – ${shortNumber(High)}`,
          rows: Rows,
        }))
      : detail.TopValues.map(({ Value, Rows }) => ({
          label: Value ?? text.nullValue,
          rows: Rows,
        }));
  const most = Math.max(...bars.map(({ rows }) => rows), 1);
  return (
    <div>
      <Box variant="awsui-key-label">{detail.Histogram.length > 0 ? text.histogram : text.top}</Box>
      <table className="job-bars">
        <tbody>
          {bars.slice(0, 12).map(({ label, rows }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                <span className="job-bar" style={{ width: `${(100 * rows) / most}%` }} />
              </td>
              <td>{rows.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function shortNumber(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 6 });
}
