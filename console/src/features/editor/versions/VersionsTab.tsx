import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { errorMessage } from '../../../api/error';
import type { JobVersion } from '../../../api/tenon-graph';
import { versions as text } from '../../../strings/editor';
import { Time } from '../../../ui/Time';
import { Changes } from './Changes';
import { useChangesSince, useRestore, useVersions } from './use-versions';

/** The saved states of the job, what changed since one of them, and the way back to it. */
export function VersionsTab(props: { jobName: string; onShow: (version: number) => void }) {
  const versions = useVersions(props.jobName);
  const [chosen, setChosen] = useState<JobVersion | null>(null);
  const changes = useChangesSince(props.jobName, chosen?.Version ?? null);
  const restore = useRestore(props.jobName);
  const items = versions.data ?? [];
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
                <Button disabled={!chosen} onClick={() => chosen && props.onShow(chosen.Version)}>
                  {text.show}
                </Button>
                <Button
                  disabled={!chosen}
                  loading={restore.isPending}
                  onClick={() => chosen && restore.mutate(chosen.Version)}
                >
                  {text.restore}
                </Button>
              </SpaceBetween>
            }
          >
            {text.header}
          </Header>
        }
        selectionType="single"
        selectedItems={chosen ? [chosen] : []}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems[0] ?? null)}
        onRowClick={({ detail }) => setChosen(detail.item)}
        ariaLabels={{
          tableLabel: text.table,
          selectionGroupLabel: text.table,
          itemSelectionLabel: (_, item) => text.number(item.Version),
        }}
        columnDefinitions={[
          { id: 'version', header: text.version, isRowHeader: true, cell: item => item.Version },
          { id: 'saved', header: text.saved, cell: item => <Time at={item.SavedOn} /> },
          { id: 'by', header: text.by, cell: item => item.SavedBy ?? '' },
          { id: 'from', header: text.from, cell: item => item.RestoredFrom ?? '' },
        ]}
      />
      {chosen && changes && (
        <Container header={<Header variant="h2">{text.difference(chosen.Version)}</Header>}>
          <Changes changes={changes} />
        </Container>
      )}
    </SpaceBetween>
  );
}
