import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import Toggle from '@cloudscape-design/components/toggle';
import { useState } from 'react';
import type { TableVersion } from '../../api/glue-catalog';
import { compareTables, type ChangeKind } from '../../model/table-diff';
import { catalog } from '../../strings/catalog';
import { shared } from '../../strings/shared';
import { EmptyState } from '../../ui/EmptyState';

const text = catalog.versions;

const INDICATORS: Record<ChangeKind, StatusIndicatorProps.Type> = {
  added: 'success',
  removed: 'error',
  changed: 'warning',
  same: 'stopped',
};

/** Two versions of a table side by side, the older at the left. */
export function CompareVersions(props: {
  versions: readonly [TableVersion, TableVersion];
  onDismiss: () => void;
}) {
  const [onlyChanges, setOnlyChanges] = useState(true);
  const [a, b] = props.versions;
  const [before, after] = Number(a.VersionId) < Number(b.VersionId) ? [a, b] : [b, a];
  const lines = compareTables(before.Table, after.Table);
  const shown = onlyChanges ? lines.filter(({ kind }) => kind !== 'same') : lines;
  return (
    <Modal
      visible
      size="max"
      header={text.header(before.VersionId, after.VersionId)}
      onDismiss={props.onDismiss}
      footer={
        <Box float="right">
          <Button onClick={props.onDismiss}>{shared.close}</Button>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Toggle checked={onlyChanges} onChange={({ detail }) => setOnlyChanges(detail.checked)}>
          {text.onlyChanges}
        </Toggle>
        <Table
          variant="embedded"
          ariaLabels={{ tableLabel: text.compare }}
          items={shown}
          columnDefinitions={[
            { id: 'name', header: text.name, cell: line => line.name, isRowHeader: true },
            { id: 'part', header: text.part, cell: line => text.parts[line.part] },
            {
              id: 'change',
              header: text.change,
              cell: line => (
                <StatusIndicator type={INDICATORS[line.kind]}>
                  {text.kinds[line.kind]}
                </StatusIndicator>
              ),
            },
            { id: 'before', header: text.label(before.VersionId), cell: line => line.before },
            { id: 'after', header: text.label(after.VersionId), cell: line => line.after },
          ]}
          empty={<EmptyState title={text.noChanges} />}
        />
      </SpaceBetween>
    </Modal>
  );
}
