import { formatBytes, formatCount, formatDuration, plural } from '../model/format';
import type { EdgeFlow, NodeState, RowChange } from '../model/run-flow';
import type { NodeCount } from '../model/run-report';

/** What the canvas says of a run. */

const signed = (difference: number) =>
  `${difference > 0 ? '+' : '−'}${formatCount(Math.abs(difference))}`;

const processorTime = (milliseconds: number) =>
  milliseconds > 0 && milliseconds < 1 ? '< 1 ms' : formatDuration(milliseconds);

const percent = (part: number, whole: number) => {
  const share = whole === 0 ? 0 : (100 * part) / whole;
  return share > 0 && share < 1 ? '< 1 %' : `${Math.round(share)} %`;
};

const compared = (difference: number, before: string) => {
  if (difference === 0) return `As many rows as in the run of ${before}`;
  const count = plural(Math.abs(difference), 'row');
  return `${count} ${difference > 0 ? 'more' : 'fewer'} than in the run of ${before}`;
};

/** Rows that go on coming, or not. An estimate has no more digits than it is good for. */
const rowsOf = (rows: number, soFar: NodeCount['soFar']): string =>
  soFar === 'estimated'
    ? `about ${plural(Number(rows.toPrecision(2)), 'row')}`
    : plural(rows, 'row');

const withSoFar = (rows: number, soFar: NodeCount['soFar']): string =>
  soFar === undefined ? rowsOf(rows, soFar) : `${rowsOf(rows, soFar)} so far`;

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const STATES: Record<NodeState, string> = { done: 'Done', running: 'Running', failed: 'Failed' };

export const runText = {
  /** On an edge, a part in a line of its own where there is no room for one line. */
  parts: ({ rows, bytes, milliseconds, soFar }: EdgeFlow): string[] => [
    rows === undefined ? 'fused' : rowsOf(rows, soFar),
    ...(soFar === undefined ? [] : ['so far']),
    ...(bytes === undefined ? [] : [formatBytes(bytes)]),
    ...(milliseconds === undefined ? [] : [processorTime(milliseconds)]),
  ],
  difference: signed,
  rows: withSoFar,
  processorTime,
  /** The same in whole sentences. `before` is when the run before was. */
  sentences: (flow: EdgeFlow, before: string | null): string[] => {
    const { rows, bytes, files, milliseconds, note, soFar, difference } = flow;
    return [
      rows === undefined
        ? `Rows ${note ?? 'not counted'}`
        : soFar === undefined
          ? `${plural(rows, 'row')} went along here`
          : capitalized(withSoFar(rows, soFar)),
      ...(bytes === undefined ? [] : [`${formatBytes(bytes)} of files ${files}`]),
      ...(milliseconds === undefined
        ? []
        : [`${processorTime(milliseconds)} of processor time to make them`]),
      ...(difference === undefined || before === null ? [] : [compared(difference, before)]),
    ];
  },
  /** `input` is the name of the node whose rows are compared. */
  changeOf: ({ change, rowsIn, rowsOut }: RowChange, input: string | null): string => {
    const from = input === null ? 'go in' : `come from ${input}`;
    const facts = `${plural(rowsIn, 'row')} ${from}, ${formatCount(rowsOut)} go out`;
    if (change === 'fewer') {
      const lost = rowsIn - rowsOut;
      return `Loses rows: ${facts} (${formatCount(lost)} or ${percent(lost, rowsIn)} fewer)`;
    }
    const times = rowsIn === 0 ? '' : `, ${(rowsOut / rowsIn).toFixed(1)} times as many`;
    return `Multiplies rows: ${facts} (${formatCount(rowsOut - rowsIn)} more${times})`;
  },
  stateOf: (state: NodeState, count: NodeCount | undefined): string =>
    [
      STATES[state],
      ...(count?.rows === undefined ? [] : [withSoFar(count.rows, count.soFar)]),
      ...(count?.bytes === undefined ? [] : [formatBytes(count.bytes)]),
      ...(count?.milliseconds === undefined
        ? []
        : [`${processorTime(count.milliseconds)} of processor time`]),
    ].join(', '),
  failed: 'The run has failed',
  failedAt: (name: string) => `The run has failed at ${name}`,
  open: 'Open the node',
} as const;
