import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { JobRun } from '../../../api/glue-jobs';
import { tenonGraph } from '../../../api/tenon-graph';
import type { GraphNodes } from '../../../model/graph';
import { queryPages } from '../../../model/query-pages';
import type { RunReport } from '../../../model/run-report';
import { sqlTable } from '../../../model/sql';
import { tablesWritten, type TableName } from '../../../model/table-uses';
import { runs as text } from '../../../strings/editor';
import { fetchTables } from '../../catalog/queries';

/** Opens the query editor on the table that a run has written; nothing where there is none. */
export function QueryResult({ run, report }: { run: JobRun; report: RunReport | undefined }) {
  const tables = useWrittenTables(run, report?.JobVersion).data ?? [];
  const navigate = useNavigate();
  const open = ({ database, table }: TableName) => void navigate(queryPages.table(database, table));
  const [first] = tables;
  if (!first) return null;
  if (tables.length === 1) return <Button onClick={() => open(first)}>{text.queryResult}</Button>;
  return (
    <ButtonDropdown
      items={tables.map(({ database, table }, index) => ({
        id: String(index),
        text: sqlTable(database, table),
      }))}
      onItemClick={({ detail }) => {
        const chosen = tables[Number(detail.id)];
        if (chosen) open(chosen);
      }}
    >
      {text.queryResult}
    </ButtonDropdown>
  );
}

/** The tables of the catalog that the graph of this run, as it was then, has written. */
function useWrittenTables(run: JobRun, version: number | undefined) {
  return useQuery({
    queryKey: ['catalog', 'written', run.JobName, version],
    enabled: run.JobRunState === 'SUCCEEDED' && version !== undefined,
    queryFn: async ({ signal }) => {
      const input = { JobName: run.JobName, Version: version ?? 0 };
      const { Job } = await tenonGraph('GetJobVersion', input, signal);
      const nodes = (Job.CodeGenConfigurationNodes ?? {}) as GraphNodes;
      return tablesWritten(nodes, await fetchTables(undefined, signal));
    },
  });
}
