import Popover from '@cloudscape-design/components/popover';
import type { Cell, Preview } from '../../../api/tenon';
import { data as text } from '../../../strings/editor';
import { ColumnProfile } from './ColumnProfile';

export function shownCell(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return text.nullValue;
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

interface ShownColumn {
  Name: string;
  Type: string;
  /** Its place in a row. */
  at: number;
}

/** The rows of a preview. The name of a column opens its profile. */
export function PreviewTable(props: {
  columns: ShownColumn[];
  rows: Cell[][];
  profile: Preview | undefined;
}) {
  return (
    <div className="job-rows" tabIndex={0} role="region" aria-label={text.preview}>
      <table>
        <thead>
          <tr>
            {props.columns.map(column => (
              <th key={column.at} scope="col">
                <Popover
                  header={column.Name}
                  size="large"
                  position="top"
                  dismissButton
                  triggerType="text"
                  content={<ColumnProfile name={column.Name} profile={props.profile} />}
                >
                  {column.Name}
                </Popover>
                <span className="job-grid-type">{column.Type}</span>
                <Nulls name={column.Name} profile={props.profile} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row, number) => (
            <tr key={number}>
              {props.columns.map(({ at }) => (
                <td key={at} className={row[at] === null ? 'job-null' : undefined}>
                  {shownCell(row[at])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How much of a column is NULL, as a bar under its name. */
function Nulls({ name, profile }: { name: string; profile: Preview | undefined }) {
  const rows = profile?.Summary?.Rows ?? 0;
  const nulls = profile?.Summary?.Columns.find(column => column.Name === name)?.Nulls;
  if (nulls === undefined || rows === 0) return <span className="job-nulls" />;
  const filled = 100 - (100 * nulls) / rows;
  return (
    <span className="job-nulls" title={`${text.nulls}: ${text.ofRows(nulls, rows)}`}>
      <span className="job-nulls-filled" style={{ width: `${filled}%` }} />
    </span>
  );
}
