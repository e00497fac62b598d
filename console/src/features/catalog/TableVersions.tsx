import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { TableVersion } from '../../api/glue-catalog';
import { schemaOf } from '../../model/table-input';
import { catalog } from '../../strings/catalog';
import { ResourceTable, type ResourceColumn } from '../../ui/ResourceTable';
import { Time } from '../../ui/Time';
import { CompareVersions } from './CompareVersions';
import { useTableVersions } from './queries';
import { RestoreVersion } from './RestoreVersion';

const text = catalog.versions;

/** Every version of a table; two of them can be compared, and an earlier one restored. */
export function TableVersions({ database, table }: { database: string; table: string }) {
  const versions = useTableVersions(database, table);
  const [selected, setSelected] = useState<TableVersion[]>([]);
  const [dialog, setDialog] = useState<'compare' | 'restore' | null>(null);
  const newest = versions.data?.[0]?.VersionId;
  const [only] = selected;
  const earlier = selected.length === 1 && only?.VersionId !== newest ? only : undefined;
  const columns: ResourceColumn<TableVersion>[] = [
    {
      id: 'version',
      header: text.version,
      cell: ({ VersionId }) => (
        <>
          {VersionId} {VersionId === newest && <Badge>{text.current}</Badge>}
        </>
      ),
      text: ({ VersionId }) => Number(VersionId),
      isRowHeader: true,
    },
    {
      id: 'updated',
      header: text.updated,
      cell: version => <Time at={version.Table.UpdateTime} />,
      text: version => version.Table.UpdateTime,
    },
    {
      id: 'columns',
      header: text.columns,
      cell: version => schemaOf(version.Table).length,
      text: version => schemaOf(version.Table).length,
    },
  ];
  return (
    <>
      <ResourceTable
        things="versions"
        title={text.title}
        headingLevel="h2"
        variant="embedded"
        loaded={versions}
        columns={columns}
        keyOf={({ VersionId }) => text.label(VersionId)}
        selectionType="multi"
        selected={selected}
        onSelect={setSelected}
        urlPrefix="versions-"
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              disabled={!earlier}
              disabledReason={text.chooseEarlier}
              onClick={() => setDialog('restore')}
            >
              {text.restore}
            </Button>
            <Button
              disabled={selected.length !== 2}
              disabledReason={text.chooseTwo}
              onClick={() => setDialog('compare')}
            >
              {text.compare}
            </Button>
          </SpaceBetween>
        }
      />
      {dialog === 'compare' && selected[0] && selected[1] && (
        <CompareVersions versions={[selected[0], selected[1]]} onDismiss={() => setDialog(null)} />
      )}
      {dialog === 'restore' && earlier && newest !== undefined && (
        <RestoreVersion
          version={earlier}
          newest={newest}
          onDismiss={() => setDialog(null)}
          onDone={() => setSelected([])}
        />
      )}
    </>
  );
}
