import type { SQLNamespace } from '@codemirror/lang-sql';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { athena, isFinal } from '../../api/athena';
import { queryClient } from '../../app/query-client';
import type { QueryTab } from '../../model/query-tabs';
import { explainStatement } from '../../model/sql';
import { query as text } from '../../strings/query';
import { CliCallButton } from '../../ui/CliCall';
import { SqlEditor, type SqlEditorHandle } from '../../ui/SqlEditor';
import { useExecution } from './execution';
import { callsOf, startInput } from './calls';
import { QueryResults } from './QueryResults';
import { useResultLocation } from './result-location';
import { ResultLocationDialog } from './ResultLocationDialog';
import { SaveQuery } from './SaveQuery';

/** One tab: a statement, what can be done with it, and the result of its last run. */
export function QueryPanel(props: {
  tab: QueryTab;
  schema: SQLNamespace;
  editor: RefObject<SqlEditorHandle | null>;
  onChange: (part: Partial<QueryTab>) => void;
  /** The statement is to run as soon as it is shown. */
  runAtOnce: boolean;
  onRunAtOnce: () => void;
}) {
  const { tab, onChange, editor, runAtOnce, onRunAtOnce } = props;
  const [location] = useResultLocation();
  const [asking, setAsking] = useState<{ statement: string } | 'settings' | null>(null);
  const execution = useExecution(tab.executionId);
  const running =
    execution.data !== undefined && !isFinal(execution.data.Status.State) ? execution.data : null;

  const start = useMutation({
    mutationFn: (input: { statement: string; location: string }) =>
      athena('StartQueryExecution', startInput(input.statement, tab.database, input.location)),
    onSuccess: ({ QueryExecutionId }) => {
      onChange({ executionId: QueryExecutionId });
      void queryClient.invalidateQueries({ queryKey: ['athena', 'ListQueryExecutions'] });
    },
  });
  const stop = useMutation({
    mutationFn: (QueryExecutionId: string) => athena('StopQueryExecution', { QueryExecutionId }),
    onSettled: () => void execution.refetch(),
  });

  const busy = start.isPending || running !== null;
  const run = (statement: string) => {
    if (busy || statement.trim() === '') return;
    if (location) start.mutate({ statement, location });
    else setAsking({ statement });
  };
  const chosen = () => editor.current?.selection().trim() || tab.statement;

  const runNow = useRef(run);
  useEffect(() => {
    runNow.current = run;
  });
  useEffect(() => {
    if (!runAtOnce) return;
    onRunAtOnce();
    runNow.current(tab.statement);
  }, [runAtOnce, onRunAtOnce, tab.statement]);

  const empty = tab.statement.trim() === '';
  return (
    <SpaceBetween size="m">
      <SqlEditor
        ref={editor}
        label={text.editor.statement}
        placeholder={text.editor.placeholder}
        value={tab.statement}
        onChange={statement => onChange({ statement })}
        onRun={() => run(chosen())}
        schema={props.schema}
        defaultSchema={tab.database}
      />
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          variant="primary"
          disabled={empty}
          loading={busy}
          loadingText={text.results.running}
          onClick={() => run(chosen())}
        >
          {text.editor.run}
        </Button>
        <Button
          disabled={running === null}
          loading={stop.isPending}
          onClick={() => running && stop.mutate(running.QueryExecutionId)}
        >
          {text.editor.cancel}
        </Button>
        <Button disabled={empty || busy} onClick={() => run(explainStatement(chosen()))}>
          {text.editor.explain}
        </Button>
        <SaveQuery tab={tab} disabled={empty} onSaved={onChange} />
        <Button disabled={tab.statement === ''} onClick={() => onChange({ statement: '' })}>
          {text.editor.clear}
        </Button>
        <Button iconName="settings" onClick={() => setAsking('settings')}>
          {text.location.button}
        </Button>
        <CliCallButton calls={callsOf(tab, location)} />
      </SpaceBetween>
      <QueryResults execution={execution} isStarting={start.isPending} refusal={start.error} />
      {asking && (
        <ResultLocationDialog
          submit={asking === 'settings' ? text.location.submit : text.location.submitRun}
          onChosen={found => {
            if (asking !== 'settings') start.mutate({ ...asking, location: found });
          }}
          onDismiss={() => setAsking(null)}
        />
      )}
    </SpaceBetween>
  );
}
