import Alert from '@cloudscape-design/components/alert';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import type { JobRun } from '../../api/glue-jobs';
import { nodeNamedIn } from '../../model/checks';
import { editor as text } from '../../strings/editor';
import { JobDetailsTab } from './details/JobDetailsTab';
import { EditorHeader } from './EditorHeader';
import { textOf } from './node/value';
import { RunsTab } from './runs/RunsTab';
import { useShownRun } from './run-overlay';
import { isLiveRun, useRuns } from './runs/use-runs';
import { ScriptTab } from './script/ScriptTab';
import { selectIsNew, selectJob, useEditor, useEditorStore } from './store';
import { useDraft } from './use-draft';
import { useFillHeight } from './use-fill-height';
import { useQuery, useSelectionInUrl } from './use-query';
import { useValidationQuery, ValidationContext } from './use-validation';
import { VersionsTab } from './versions/VersionsTab';
import { VisualTab } from './visual/VisualTab';

/** The editor of a job that is open: header, tabs, and what they share. */
export function JobEditor(props: { notice: React.ReactNode }) {
  const store = useEditorStore();
  const job = useEditor(selectJob);
  const isNew = useEditor(selectIsNew);
  const [query, set] = useQuery();
  const validation = useValidationQuery();
  const runs = useRuns(isNew ? null : textOf(job.Name));
  useDraft();
  useSelectionInUrl(query, set);

  const [startedRun, setStartedRun] = useState<string | null>(null);
  const run = useShownRun({
    runs: runs.data,
    chosen: query.get('run'),
    started: startedRun,
    onOpened: () => setStartedRun(null),
    onHide: () => set({ run: 'none' }),
  });
  const showRun = (shown: JobRun) => {
    const failed = shown.ErrorMessage && nodeNamedIn(shown.ErrorMessage, store.document().nodes);
    if (failed) store.select([failed]);
    set({ tab: null, run: shown.Id });
  };
  const started = (runId: string) => {
    setStartedRun(runId);
    set({ run: runId });
  };
  const counts = tabCounts(validation.validation.problems, job);
  const label = (name: string, count: number) => (count === 0 ? name : text.withCount(name, count));

  return (
    <ValidationContext.Provider value={validation}>
      <div className="job-editor">
        <EditorHeader liveRun={runs.data?.find(isLiveRun)} onStarted={started} />
        {props.notice}
        {validation.error && (
          <Alert type="warning" header={text.validationFailed}>
            {validation.error.message}
          </Alert>
        )}
        <div>
          <Tabs
            activeTabId={query.get('tab') ?? 'visual'}
            onChange={({ detail }) =>
              set({ tab: detail.activeTabId === 'visual' ? null : detail.activeTabId })
            }
            disableContentPaddings
            tabs={[
              {
                id: 'visual',
                label: label(text.tabs.Visual, counts.visual),
                content: <VisualTab overlay={run} />,
              },
              {
                id: 'script',
                label: text.tabs.Script,
                content: (
                  <Page>
                    <ScriptTab />
                  </Page>
                ),
              },
              {
                id: 'details',
                label: label(text.tabs.details, counts.details),
                content: (
                  <Page>
                    <JobDetailsTab />
                  </Page>
                ),
              },
              {
                id: 'runs',
                label: text.tabs.runs,
                disabled: isNew,
                disabledReason: text.saveFirst,
                content: (
                  <Page>
                    <RunsTab
                      runs={runs}
                      chosen={query.get('run')}
                      onChoose={id => set({ run: id })}
                      onShow={showRun}
                    />
                  </Page>
                ),
              },
              {
                id: 'versions',
                label: text.tabs.versions,
                disabled: isNew,
                disabledReason: text.saveFirst,
                content: (
                  <Page>
                    <VersionsTab jobName={textOf(job.Name)} query={query} set={set} />
                  </Page>
                ),
              },
            ]}
          />
        </div>
      </div>
    </ValidationContext.Provider>
  );
}

/** A tab that scrolls. */
function Page({ children }: { children: React.ReactNode }) {
  const { ref, height } = useFillHeight();
  return (
    <div className="job-page" ref={ref} style={{ height }}>
      {children}
    </div>
  );
}

function tabCounts(
  problems: readonly { Severity: string }[],
  job: { [name: string]: unknown },
): { visual: number; details: number } {
  return {
    visual: problems.filter(problem => problem.Severity === 'ERROR').length,
    details: [job.Name, job.Role].filter(value => !value).length,
  };
}
