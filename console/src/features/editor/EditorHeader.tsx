import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import type { JobRun } from '../../api/glue-jobs';
import { withName } from '../../model/job';
import { editor as text } from '../../strings/editor';
import { CliCallDialog } from '../../ui/CliCall';
import { callsOf } from './calls';
import { ImportDialog } from './ImportDialog';
import { textOf } from './node/value';
import { selectIsNew, selectJob, selectUnsaved, useEditor, useEditorStore } from './store';
import { useExport, useSave, useStart, useStop } from './use-job-actions';

/** The job's name, whether it is saved, and what can be done with it. */
export function EditorHeader(props: {
  liveRun: JobRun | undefined;
  onStarted: (runId: string) => void;
}) {
  const store = useEditorStore();
  const job = useEditor(selectJob);
  const isNew = useEditor(selectIsNew);
  const unsaved = useEditor(selectUnsaved);
  const [dialog, setDialog] = useState<'import' | 'cli' | null>(null);
  const save = useSave();
  const start = useStart(props.onStarted);
  const stop = useStop(textOf(job.Name));
  const exporter = useExport();
  const { liveRun } = props;

  const act = (id: string) => {
    if (id === 'import' || id === 'cli') setDialog(id);
    if (id === 'studio' || id === 'api') exporter.mutate(id);
  };
  return (
    <div className="job-header">
      {isNew ? (
        <div className="job-header-name">
          <Input
            value={textOf(job.Name)}
            ariaLabel={text.jobName}
            onChange={({ detail }) => store.editJob(at => withName(at, detail.value), 'job/Name')}
          />
        </div>
      ) : (
        <Box variant="h1">{textOf(job.Name)}</Box>
      )}
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        {unsaved && <StatusIndicator type="warning">{text.unsaved}</StatusIndicator>}
        <ButtonDropdown
          items={[
            { id: 'import', text: text.actionItems.import },
            { id: 'studio', text: text.actionItems.exportStudio, disabled: isNew },
            { id: 'api', text: text.actionItems.exportApi },
            { id: 'cli', text: text.actionItems.cli },
          ]}
          onItemClick={({ detail }) => act(detail.id)}
        >
          {text.actions}
        </ButtonDropdown>
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {text.save}
        </Button>
        {liveRun ? (
          <Button loading={stop.isPending} onClick={() => stop.mutate(liveRun.Id)}>
            {text.stop}
          </Button>
        ) : null}
        <Button
          variant="primary"
          loading={start.isPending}
          disabled={isNew}
          disabledReason={isNew ? text.saveFirst : undefined}
          onClick={() => start.mutate()}
        >
          {text.run}
        </Button>
      </SpaceBetween>
      {dialog === 'import' && <ImportDialog onDismiss={() => setDialog(null)} />}
      {dialog === 'cli' && (
        <CliCallDialog
          calls={callsOf(store.get(), liveRun?.Id)}
          onDismiss={() => setDialog(null)}
        />
      )}
    </div>
  );
}
