import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import type { JobRun } from '../../../api/glue-jobs';
import { nodeNamedIn } from '../../../model/checks';
import { formatBytes, formatTime } from '../../../model/format';
import { nameOf } from '../../../model/graph';
import { countsOf, type RunReport } from '../../../model/run-report';
import { canvas, runs as text } from '../../../strings/editor';
import { runText } from '../../../strings/run';
import { CopyText } from '../../../ui/CopyText';
import { Grid } from '../Grid';
import { selectNodes, useEditor } from '../store';
import { QueryResult } from './QueryResult';
import { RunLog } from './RunLog';
import { RunStatus, runMilliseconds } from './RunStatus';
import { useRunReport } from './use-runs';

export function RunDetails(props: { run: JobRun; onShow: (run: JobRun) => void }) {
  const { run, onShow } = props;
  const nodes = useEditor(selectNodes);
  const report = useRunReport(run).data;
  const failed = run.ErrorMessage ? nodeNamedIn(run.ErrorMessage, nodes) : undefined;
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <QueryResult run={run} report={report} />
              <Button onClick={() => onShow(run)}>{text.graph}</Button>
            </SpaceBetween>
          }
        >
          {text.details}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {run.ErrorMessage && (
          <Alert
            type="error"
            header={text.error}
            action={failed && <Button onClick={() => onShow(run)}>{text.openNode}</Button>}
          >
            {run.ErrorMessage}
          </Alert>
        )}
        <Facts run={run} report={report} />
        <Tabs
          tabs={[
            { id: 'log', label: text.log, content: <RunLog run={run} /> },
            { id: 'report', label: text.report, content: <Report report={report} /> },
            { id: 'arguments', label: text.arguments, content: <Arguments run={run} /> },
          ]}
        />
      </SpaceBetween>
    </Container>
  );
}

function Facts({ run, report }: { run: JobRun; report: RunReport | undefined }) {
  const took = runMilliseconds(run);
  const milliseconds = (value: number | undefined) =>
    value === undefined ? '' : text.seconds(value);
  return (
    <KeyValuePairs
      columns={4}
      items={[
        { label: text.id, value: <CopyText text={run.Id} /> },
        { label: text.status, value: <RunStatus run={run} /> },
        { label: text.started, value: run.StartedOn ? formatTime(run.StartedOn) : '' },
        { label: text.ended, value: run.CompletedOn ? formatTime(run.CompletedOn) : '' },
        { label: text.runtime, value: milliseconds(took) },
        { label: text.firstRow, value: milliseconds(report?.Milliseconds?.ToFirstRow) },
        { label: text.rows, value: report?.Rows === undefined ? '' : canvas.rows(report.Rows) },
        {
          label: text.scanned,
          value: report?.BytesScanned === undefined ? '' : formatBytes(report.BytesScanned),
        },
        { label: text.glueVersion, value: run.GlueVersion ?? '' },
        { label: text.attempt, value: String((run.Attempt ?? 0) + 1) },
      ]}
    />
  );
}

function Report({ report }: { report: RunReport | undefined }) {
  const nodes = useEditor(selectNodes);
  const counts = report ? countsOf(report) : undefined;
  return (
    <Grid heads={[text.node, text.report, text.bytes, text.processorTime]}>
      {(report?.Nodes ?? []).map(node => (
        <tr key={node.NodeId}>
          <th scope="row">{nodes[node.NodeId] ? nameOf(nodes[node.NodeId] ?? {}) : node.NodeId}</th>
          <td>
            {node.Rows === undefined
              ? node.Note
              : runText.rows(node.Rows, counts?.get(node.NodeId)?.soFar)}
          </td>
          <td>{node.Bytes === undefined ? '' : formatBytes(node.Bytes)}</td>
          <td>
            {node.ProcessorMilliseconds === undefined
              ? ''
              : runText.processorTime(node.ProcessorMilliseconds)}
          </td>
        </tr>
      ))}
    </Grid>
  );
}

function Arguments({ run }: { run: JobRun }) {
  const entries = Object.entries(run.Arguments ?? {});
  if (entries.length === 0) return <Box color="text-body-secondary">{text.noArguments}</Box>;
  return <KeyValuePairs columns={2} items={entries.map(([label, value]) => ({ label, value }))} />;
}
