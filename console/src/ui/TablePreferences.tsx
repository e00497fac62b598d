import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import { useMemo } from 'react';
import { shared } from '../strings/shared';
import { usePreference } from './preference';

export interface TableSettings {
  pageSize: number;
  wrapLines: boolean;
  stripedRows: boolean;
  columns: { id: string; visible: boolean }[];
}

interface NamedColumn {
  id: string;
  header?: React.ReactNode;
}

const PAGE_SIZES = [10, 20, 50, 100];

/** How a list is shown, kept under the name of what it lists. Columns that are new are shown. */
export function useTablePreferences(
  things: string,
  columns: readonly NamedColumn[],
): [TableSettings, (settings: TableSettings) => void] {
  const [stored, setStored] = usePreference<Partial<TableSettings>>(`table.${things}`, {});
  const ids = columns.map(column => column.id).join('\n');
  const settings = useMemo(() => {
    const all = ids.split('\n');
    const known = (stored.columns ?? []).filter(({ id }) => all.includes(id));
    const added = all.filter(id => !known.some(column => column.id === id));
    return {
      pageSize: stored.pageSize ?? 20,
      wrapLines: stored.wrapLines ?? false,
      stripedRows: stored.stripedRows ?? false,
      columns: [...known, ...added.map(id => ({ id, visible: true }))],
    };
  }, [stored, ids]);
  return [settings, setStored];
}

export function TablePreferences(props: {
  columns: readonly NamedColumn[];
  preferences: TableSettings;
  onChange: (settings: TableSettings) => void;
}) {
  const { preferences } = props;
  return (
    <CollectionPreferences
      title={shared.table.preferences}
      confirmLabel={shared.table.confirm}
      cancelLabel={shared.cancel}
      preferences={{
        pageSize: preferences.pageSize,
        wrapLines: preferences.wrapLines,
        stripedRows: preferences.stripedRows,
        contentDisplay: preferences.columns,
      }}
      onConfirm={({ detail }) =>
        props.onChange({
          pageSize: detail.pageSize ?? preferences.pageSize,
          wrapLines: detail.wrapLines ?? false,
          stripedRows: detail.stripedRows ?? false,
          columns: [...(detail.contentDisplay ?? preferences.columns)],
        })
      }
      pageSizePreference={{
        title: shared.table.pageSize,
        options: PAGE_SIZES.map(value => ({ value, label: shared.table.perPage(value) })),
      }}
      wrapLinesPreference={{ label: shared.table.wrap, description: shared.table.wrapText }}
      stripedRowsPreference={{
        label: shared.table.striped,
        description: shared.table.stripedText,
      }}
      contentDisplayPreference={{
        title: shared.table.columns,
        options: props.columns.map((column, index) => ({
          id: column.id,
          label: typeof column.header === 'string' ? column.header : column.id,
          alwaysVisible: index === 0,
        })),
      }}
    />
  );
}
