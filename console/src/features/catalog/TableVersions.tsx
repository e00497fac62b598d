import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import type { TableVersion } from '../../api/glue-catalog';
import { schemaOf } from '../../model/table-input';
import { catalog } from '../../strings/catalog';
import { ResourceTable, type ResourceColumn } from '../../ui/ResourceTable';
import { Time } from '../../ui/Time';
import { CompareVersions } from './CompareVersions';
import { useTableVersions } from './queries';

const text = catalog.versions;

/** Every version of a table; two of them can be compared. */
export function TableVersions({ database, table }: { database: string; table: string }) {
  const versions = useTableVersions(database, table);
  const [selected, setSelected] = useState<TableVersion[]>([]);
  const [comparing, setComparing] = useState(false);
  const newest = versions.data?.[0]?.VersionId;
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
          <Button
            disabled={selected.length !== 2}
            disabledReason={text.chooseTwo}
            onClick={() => setComparing(true)}
          >
            {text.compare}
          </Button>
        }
      />
      {comparing && selected[0] && selected[1] && (
        <CompareVersions
          versions={[selected[0], selected[1]]}
          onDismiss={() => setComparing(false)}
        />
      )}
    </>
  );
}
