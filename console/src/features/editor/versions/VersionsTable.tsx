import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { errorMessage } from '../../../api/error';
import type { JobVersion } from '../../../api/tenon-graph';
import type { CliCall } from '../../../model/cli';
import { versions as text } from '../../../strings/versions';
import { CliCallButton } from '../../../ui/CliCall';
import { Time } from '../../../ui/Time';
import type { SideName } from './use-sides';
import { useRestore, useVersions } from './use-versions';

/** The saved states of the job: two can be compared, one can be brought back. */
export function VersionsTable(props: {
  jobName: string;
  onCompare: (before: SideName, after: SideName) => void;
}) {
  const versions = useVersions(props.jobName);
  const [selected, setSelected] = useState<readonly JobVersion[]>([]);
  const restore = useRestore(props.jobName);
  const items = versions.data ?? [];
  const numbers = selected.map(({ Version }) => Version).sort((a, b) => a - b);
  const [first, second] = numbers;
  return (
    <SpaceBetween size="l">
      {versions.isError && (
        <Alert type="error" header={text.failed}>
          {errorMessage(versions.error)}
        </Alert>
      )}
      <Table
        variant="container"
        trackBy="Version"
        items={items}
        loading={versions.isPending}
        loadingText={text.loading}
        empty={<Box color="text-body-secondary">{text.none}</Box>}
        header={
          <Header
            variant="h2"
            counter={`(${items.length})`}
            description={text.explain}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <CliCallButton calls={callsOf(props.jobName, numbers)} />
                <Button
                  disabled={first === undefined || numbers.length > 2}
                  disabledReason={text.chooseToCompare}
                  onClick={() => first !== undefined && props.onCompare(first, second ?? 'canvas')}
                >
                  {text.compare}
                </Button>
                <Button
                  disabled={first === undefined || numbers.length > 1}
                  disabledReason={text.chooseToRestore}
                  loading={restore.isPending}
                  onClick={() => first !== undefined && restore.mutate(first)}
                >
                  {text.restore}
                </Button>
              </SpaceBetween>
            }
          >
            {text.header}
          </Header>
        }
        selectionType="multi"
        selectedItems={selected}
        onSelectionChange={({ detail }) => setSelected(detail.selectedItems)}
        ariaLabels={{
          tableLabel: text.table,
          selectionGroupLabel: text.table,
          allItemsSelectionLabel: () => text.all,
          itemSelectionLabel: (_, item) => text.number(item.Version),
        }}
        columnDefinitions={[
          { id: 'version', header: text.version, isRowHeader: true, cell: item => item.Version },
          { id: 'saved', header: text.saved, cell: item => <Time at={item.SavedOn} /> },
          { id: 'by', header: text.by, cell: item => item.SavedBy ?? '' },
          { id: 'from', header: text.from, cell: item => item.RestoredFrom ?? '' },
        ]}
      />
    </SpaceBetween>
  );
}

function callsOf(JobName: string, selected: readonly number[]): CliCall[] {
  const [first] = selected;
  const compared = selected.map((Version): CliCall => {
    return {
      action: text.number(Version),
      service: 'tenon',
      operation: 'GetJobVersion',
      input: { JobName, Version },
    };
  });
  if (first === undefined || selected.length > 1) {
    return [
      {
        action: text.header,
        service: 'tenon',
        operation: 'ListJobVersions',
        input: { JobName },
      },
      ...compared,
    ];
  }
  return [
    ...compared,
    {
      action: text.restore,
      service: 'tenon',
      operation: 'RestoreJobVersion',
      input: { JobName, Version: first },
    },
  ];
}
