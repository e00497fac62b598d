import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorCode, errorMessage } from '../../../api/error';
import { glue } from '../../../api/glue';
import type { JobBookmarkEntry } from '../../../api/glue-jobs';
import { queryClient } from '../../../app/query-client';
import { bookmarkRows } from '../../../model/job-bookmark';
import { bookmark as text } from '../../../strings/editor';
import { shared } from '../../../strings/shared';
import { FormDialog } from '../../../ui/FormDialog';
import { notify } from '../../../ui/notifications';
import { selectNodes, useEditor } from '../store';

const keyOf = (jobName: string) => ['job-bookmark', jobName];

/** How far the runs of a saved job have read; nothing where there is no bookmark. */
export function BookmarkState({ jobName }: { jobName: string }) {
  const loaded = useQuery({
    queryKey: keyOf(jobName),
    queryFn: ({ signal }) => fetchBookmark(jobName, signal),
    staleTime: 0, // a run moves it
  });
  const [resetting, setResetting] = useState(false);
  if (loaded.isError) {
    return (
      <Alert type="warning" header={text.failed}>
        {errorMessage(loaded.error)}
      </Alert>
    );
  }
  if (!loaded.data) return null;
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={<Button onClick={() => setResetting(true)}>{text.reset}</Button>}
        >
          {text.header}
        </Header>
      }
    >
      <Entry entry={loaded.data} />
      {resetting && <ResetBookmark jobName={jobName} onDismiss={() => setResetting(false)} />}
    </Container>
  );
}

async function fetchBookmark(
  jobName: string,
  signal: AbortSignal,
): Promise<JobBookmarkEntry | null> {
  try {
    const answer = await glue('GetJobBookmark', { JobName: jobName }, signal);
    return answer.JobBookmarkEntry ?? null;
  } catch (error) {
    if (errorCode(error) === 'EntityNotFoundException') return null;
    throw error;
  }
}

function Entry({ entry }: { entry: JobBookmarkEntry }) {
  const nodes = useEditor(selectNodes);
  return (
    <SpaceBetween size="m">
      <KeyValuePairs
        columns={3}
        items={[
          { label: text.run, value: entry.Run ?? shared.none },
          { label: text.attempt, value: entry.Attempt ?? shared.none },
          { label: text.runId, value: entry.RunId ?? shared.none },
        ]}
      />
      <Table
        variant="embedded"
        ariaLabels={{ tableLabel: text.table }}
        items={bookmarkRows(entry.JobBookmark, nodes)}
        trackBy="id"
        wrapLines
        columnDefinitions={[
          { id: 'node', header: text.node, cell: ({ node }) => node, isRowHeader: true },
          { id: 'table', header: text.tableOf, cell: ({ table }) => table },
          { id: 'column', header: text.column, cell: ({ column }) => column },
          { id: 'value', header: text.value, cell: ({ value }) => value || shared.none },
        ]}
        empty={<Box color="text-body-secondary">{text.empty}</Box>}
      />
    </SpaceBetween>
  );
}

function ResetBookmark({ jobName, onDismiss }: { jobName: string; onDismiss: () => void }) {
  const reset = async () => {
    await glue('ResetJobBookmark', { JobName: jobName });
    await queryClient.invalidateQueries({ queryKey: keyOf(jobName) });
    notify({ id: `bookmark ${jobName}`, type: 'success', content: text.done(jobName) });
  };
  return (
    <FormDialog
      header={text.confirm(jobName)}
      submit={text.reset}
      onSubmit={reset}
      onDismiss={onDismiss}
      calls={[{ service: 'glue', operation: 'ResetJobBookmark', input: { JobName: jobName } }]}
    >
      <Box>{text.confirmText}</Box>
    </FormDialog>
  );
}
