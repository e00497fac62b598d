import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useState } from 'react';
import { errorMessage } from '../../../api/error';
import type { Preview } from '../../../api/tenon';
import type { GraphProblem } from '../../../api/tenon-graph';
import { data as text } from '../../../strings/editor';
import { MissingData } from './MissingData';
import { PreviewTable, shownCell } from './PreviewTable';
import { useUpstream, usePreview, useProfile } from './use-preview';

/** Columns that are shown unless others are chosen. */
const MOST_COLUMNS = 50;

export function PreviewTab(props: {
  id: string;
  table: string | undefined;
  errors: readonly GraphProblem[];
}) {
  const { id, table, errors } = props;
  const whole = errors.length === 0;
  const nodes = useUpstream(id);
  const preview = usePreview(id, nodes, table, whole);
  const profile = useProfile(id, nodes, table, whole && preview.isSuccess);
  if (!whole) return <MissingData errors={errors} />;
  if (preview.isError) {
    return (
      <Alert type="error" header={text.failed}>
        {errorMessage(preview.error)}
      </Alert>
    );
  }
  if (!preview.data) {
    return (
      <Box padding="m">
        <StatusIndicator type="loading">{text.loading}</StatusIndicator>
      </Box>
    );
  }
  return <Rows preview={preview.data} profile={profile.data} />;
}

function Rows(props: { preview: Preview; profile: Preview | undefined }) {
  const { preview, profile } = props;
  const [filter, setFilter] = useState('');
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const names = preview.Columns.map(({ Name }) => Name);
  const shown = names.filter((name, at) => (chosen ? chosen.includes(name) : at < MOST_COLUMNS));
  const rows = preview.Rows ?? [];
  const wanted = filter.trim().toLowerCase();
  const found =
    wanted === ''
      ? rows
      : rows.filter(row => row.some(cell => shownCell(cell).toLowerCase().includes(wanted)));
  return (
    <div>
      <div className="job-data-tools">
        <TextFilter
          filteringText={filter}
          filteringPlaceholder={text.filter}
          filteringAriaLabel={text.filter}
          countText={text.rows(found.length, false)}
          onChange={({ detail }) => setFilter(detail.filteringText)}
        />
        <ButtonDropdown
          expandToViewport
          items={names.map(name => ({
            id: name,
            text: name,
            itemType: 'checkbox',
            checked: shown.includes(name),
          }))}
          onItemClick={({ detail }) =>
            setChosen(
              detail.checked ? [...shown, detail.id] : shown.filter(name => name !== detail.id),
            )
          }
        >
          {text.fields(shown.length, names.length)}
        </ButtonDropdown>
        <Box color="text-body-secondary" fontSize="body-s">
          <span role="status">
            {text.rows(rows.length, preview.AllRows === true)}
            {preview.Read.map(read => `; ${read.Text}`)}
          </span>
        </Box>
      </div>
      {preview.Notes.map(note => (
        <Box key={note} color="text-status-warning" fontSize="body-s">
          {note}
        </Box>
      ))}
      {rows.length === 0 && <Box padding="s">{text.none}</Box>}
      {rows.length > 0 && found.length === 0 && <Box padding="s">{text.noMatch}</Box>}
      <PreviewTable
        columns={preview.Columns.map((column, at) => ({ ...column, at })).filter(({ Name }) =>
          shown.includes(Name),
        )}
        rows={found}
        profile={profile}
      />
    </div>
  );
}
