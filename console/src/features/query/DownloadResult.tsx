import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import type { QueryExecution } from '../../api/athena';
import { errorMessage } from '../../api/error';
import { s3Path } from '../../api/s3-request';
import { exportQueryResults } from '../../api/tenon-results';
import { parseS3Uri } from '../../model/s3-uri';
import { query as text } from '../../strings/query';
import { notify } from '../../ui/notifications';
import { isPlan } from './execution';

/** The result as a file: CSV is there already, Parquet is written beside it when somebody asks. */
export function DownloadResult({ execution, csv }: { execution: QueryExecution; csv: string }) {
  const id = execution.QueryExecutionId;
  const parquet = useMutation({
    mutationFn: () => exportQueryResults({ QueryExecutionId: id, Format: 'PARQUET' }),
    onSuccess: ({ Location }) => {
      const place = parseS3Uri(Location);
      if (place) saveAs(s3Path(place.bucket, place.key), `${id}.parquet`);
    },
    onError: error =>
      notify({
        id: `export ${id}`,
        type: 'error',
        header: text.results.notExported,
        content: errorMessage(error),
      }),
  });
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button iconName="download" href={csv} download={`${id}.csv`}>
        {text.results.download}
      </Button>
      {!isPlan(execution) && (
        <Button
          iconName="download"
          loading={parquet.isPending}
          loadingText={text.results.exporting}
          onClick={() => parquet.mutate()}
        >
          {text.results.downloadParquet}
        </Button>
      )}
    </SpaceBetween>
  );
}

// The server sends objects as attachments, so that the page stays.
function saveAs(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}
