import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorMessage } from '../api/error';
import type { GraphNodes } from '../api/glue-jobs';
import { tenon, type Cell, type Preview } from '../api/tenon';
import { formatCount, plural } from '../model/format';
import { preview as text } from '../strings/s3';
import { EmptyState } from './EmptyState';
import { Failure } from './Failure';
import { Loading } from './Loading';

type View = 'rows' | 'profile';

/** Rows that leave a node of a graph, and what its columns hold, out of the real data. */
export function DataPreview({ graph, nodeId }: { graph: GraphNodes; nodeId: string }) {
  const [view, setView] = useState<View>('rows');
  const profile = view === 'profile';
  const read = useQuery({
    queryKey: ['preview', graph, nodeId, profile],
    queryFn: ({ signal }) =>
      tenon(
        'PreviewNode',
        {
          CodeGenConfigurationNodes: graph,
          NodeId: nodeId,
          MaxRows: profile ? 0 : 200,
          Summary: profile,
          Detail: profile,
        },
        signal,
      ),
    staleTime: 0,
  });
  return (
    <SpaceBetween size="s">
      <SegmentedControl
        label={text.rows}
        selectedId={view}
        onChange={({ detail }) => setView(detail.selectedId as View)}
        options={[
          { id: 'rows', text: text.rows },
          { id: 'profile', text: text.profile },
        ]}
      />
      {read.isPending && <Loading text={text.loading} />}
      {read.isError && (
        <Failure
          header={text.failed}
          message={errorMessage(read.error)}
          onRetry={() => void read.refetch()}
        />
      )}
      {read.data && <Notes preview={read.data} />}
      {read.data && (profile ? <Profile preview={read.data} /> : <Rows preview={read.data} />)}
    </SpaceBetween>
  );
}

function Notes({ preview }: { preview: Preview }) {
  return (
    <SpaceBetween size="xs">
      <Box color="text-body-secondary" fontSize="body-s">
        {text.readFrom} {preview.Read.map(source => source.Text).join('; ')}
      </Box>
      {preview.Notes.map(note => (
        <Alert key={note} type="warning">
          {note}
        </Alert>
      ))}
    </SpaceBetween>
  );
}

interface NumberedRow {
  index: number;
  fields: readonly Cell[];
}

function Rows({ preview }: { preview: Preview }) {
  const rows = preview.Rows ?? [];
  return (
    <Table
      variant="embedded"
      ariaLabels={{ tableLabel: text.rows }}
      items={rows.map((fields, index) => ({ index, fields }))}
      trackBy={(row: NumberedRow) => String(row.index)}
      columnDefinitions={preview.Columns.map((column, index) => ({
        id: String(index),
        header: (
          <>
            {column.Name}{' '}
            <Box variant="span" color="text-body-secondary" fontWeight="normal">
              {column.Type}
            </Box>
          </>
        ),
        cell: (row: NumberedRow) => <Field value={row.fields[index] ?? null} />,
      }))}
      resizableColumns
      empty={<EmptyState title={text.none} />}
    />
  );
}

function Field({ value }: { value: string | null }) {
  if (value !== null) return <>{value}</>;
  return (
    <Box variant="span" color="text-status-inactive">
      {text.null}
    </Box>
  );
}

function Profile({ preview }: { preview: Preview }) {
  const columns = (preview.Summary?.Columns ?? []).map((column, index) => ({
    ...column,
    Type: preview.Columns[index]?.Type ?? '',
    Top: preview.Detail?.Columns[index]?.TopValues ?? [],
  }));
  const rows = preview.Summary?.Rows ?? 0;
  return (
    <SpaceBetween size="xs">
      <Table
        variant="embedded"
        ariaLabels={{ tableLabel: text.profile }}
        items={columns}
        trackBy="Name"
        resizableColumns
        columnDefinitions={[
          { id: 'name', header: text.columns.name, cell: c => c.Name, isRowHeader: true },
          { id: 'type', header: text.columns.type, cell: c => c.Type },
          { id: 'nulls', header: text.columns.nulls, cell: c => share(c.Nulls, rows) },
          { id: 'distinct', header: text.columns.distinct, cell: c => formatCount(c.Distinct) },
          { id: 'min', header: text.columns.min, cell: c => <Field value={c.Min ?? null} /> },
          { id: 'max', header: text.columns.max, cell: c => <Field value={c.Max ?? null} /> },
          {
            id: 'top',
            header: text.columns.top,
            cell: c =>
              c.Top.slice(0, 3)
                .map(({ Value, Rows: count }) => `${Value ?? text.null} (${formatCount(count)})`)
                .join(', '),
          },
        ]}
      />
      {preview.Detail && (
        <Box color="text-body-secondary" fontSize="body-s">
          {text.sampled(plural(preview.Detail.SampledRows, 'row'))}
        </Box>
      )}
    </SpaceBetween>
  );
}

function share(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0';
  return `${formatCount(part)} (${((100 * part) / whole).toFixed(1)} %)`;
}
