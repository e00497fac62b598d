import Box from '@cloudscape-design/components/box';
import type { GraphProblem } from '../../../api/tenon-graph';
import type { Column } from '../../../model/kinds';
import { data as text } from '../../../strings/editor';
import { MissingData } from './MissingData';

/** The columns that leave the node. */
export function SchemaTab(props: {
  columns: Column[] | undefined;
  errors: readonly GraphProblem[];
}) {
  const { columns, errors } = props;
  if (!columns) {
    return errors.length > 0 ? (
      <MissingData errors={errors} />
    ) : (
      <Box padding="s" color="text-body-secondary">
        {text.nothingKnown}
      </Box>
    );
  }
  return (
    <div className="job-rows" tabIndex={0} role="region" aria-label={text.schema}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.number}</th>
            <th scope="col">{text.column}</th>
            <th scope="col">{text.type}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ Name, Type }, at) => (
            <tr key={at}>
              <td>{at + 1}</td>
              <th scope="row">{Name}</th>
              <td>{Type}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
