import Box from '@cloudscape-design/components/box';
import type { FieldChange, NodeChange } from '../../../model/difference';
import type { Json } from '../../../model/graph';
import { versions as text } from '../../../strings/editor';

/** What changed from one graph to another, node by node and setting by setting. */
export function Changes({ changes }: { changes: readonly NodeChange[] }) {
  if (changes.length === 0) return <Box color="text-body-secondary">{text.same}</Box>;
  return (
    <table className="job-grid">
      <thead>
        <tr>
          <th scope="col">{text.node}</th>
          <th scope="col">{text.change}</th>
          <th scope="col">{text.setting}</th>
          <th scope="col">{text.before}</th>
          <th scope="col">{text.after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.flatMap(change =>
          change.fields.length === 0
            ? [<Row key={change.id} change={change} field={undefined} />]
            : change.fields.map(field => (
                <Row key={`${change.id}/${field.field}`} change={change} field={field} />
              )),
        )}
      </tbody>
    </table>
  );
}

function Row({ change, field }: { change: NodeChange; field: FieldChange | undefined }) {
  return (
    <tr>
      <th scope="row">{change.name || change.id}</th>
      <td>{text.changes[change.change]}</td>
      <td>{field?.field}</td>
      <td className="job-value">{inWords(field?.before)}</td>
      <td className="job-value">{inWords(field?.after)}</td>
    </tr>
  );
}

function inWords(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1);
}
