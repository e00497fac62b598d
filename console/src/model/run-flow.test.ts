import { describe, expect, it } from 'vitest';
import type { GraphNodes } from './graph';
import { flowsOf, rowChangesOf, statesOf } from './run-flow';
import { countsOf } from './run-report';
import { runText } from '../strings/run';

const isTarget = (id: string) => id.startsWith('target');

function counted(rows: { [id: string]: number | undefined }) {
  const Nodes = Object.entries(rows).map(([NodeId, Rows]) =>
    Rows === undefined ? { NodeId, Note: 'fused' } : { NodeId, Rows },
  );
  return countsOf({ State: 'SUCCEEDED', Nodes });
}

describe('the flow along edges', () => {
  const nodes: GraphNodes = {
    file: { S3CsvSource: { Name: 'File' } },
    map: { ApplyMapping: { Inputs: ['file'] } },
    pick: { SelectFields: { Inputs: ['map'] } },
    target: { S3DirectTarget: { Inputs: ['pick'] } },
    late: { Filter: { Inputs: ['late0'] } },
    late0: { S3CsvSource: {} },
  };
  const report = {
    State: 'SUCCEEDED',
    Nodes: [
      { NodeId: 'file', Rows: 9, Bytes: 70, ProcessorMilliseconds: 2 },
      { NodeId: 'map', Note: 'fused' },
      { NodeId: 'pick', Note: 'fused' },
      { NodeId: 'target', Rows: 8, Bytes: 30, ProcessorMilliseconds: 5 },
    ],
  };
  const before = { State: 'SUCCEEDED', Nodes: [{ NodeId: 'target', Rows: 5 }] };
  const flows = flowsOf(nodes, countsOf(report, before), isTarget);

  it('has the rows, bytes and time of what leaves a source', () => {
    expect(flows.get('file>map')).toEqual({
      rows: 9,
      difference: undefined,
      bytes: 70,
      files: 'read',
      milliseconds: 2,
      note: undefined,
    });
  });

  it('says why nothing was counted', () => {
    expect(flows.get('map>pick')).toMatchObject({ rows: undefined, note: 'fused' });
  });

  it('has what a target has written, since it writes all that comes in', () => {
    expect(flows.get('pick>target')).toEqual({
      rows: 8,
      difference: 3,
      bytes: 30,
      files: 'written',
      milliseconds: undefined,
      note: undefined,
    });
  });

  it('says nothing of nodes that the run did not have', () => {
    expect(flows.has('late0>late')).toBe(false);
  });
});

describe('the flow while a run lives', () => {
  const nodes: GraphNodes = {
    file: { S3CsvSource: {} },
    map: { ApplyMapping: { Inputs: ['file'] } },
    target: { S3DirectTarget: { Inputs: ['map'] } },
    targetOfFile: { S3DirectTarget: { Inputs: ['file'] } },
  };
  const counts = countsOf({
    State: 'RUNNING',
    Nodes: [
      { NodeId: 'file', Rows: 1_234_567, SoFar: true, Estimate: true },
      { NodeId: 'target', Rows: 800, SoFar: true },
      { NodeId: 'targetOfFile', Rows: 900, SoFar: true },
    ],
  });
  const flows = flowsOf(nodes, counts, isTarget);

  it('has the rows so far, and takes what is counted before what is estimated', () => {
    expect(flows.get('file>map')).toMatchObject({ rows: 1_234_567, soFar: 'estimated' });
    expect(flows.get('map>target')).toMatchObject({ rows: 800, soFar: 'counted' });
    expect(flows.get('file>targetOfFile')).toMatchObject({ rows: 900, soFar: 'counted' });
  });

  it('is told in no more digits than it is good for', () => {
    const file = flows.get('file>map');
    const target = flows.get('map>target');
    expect(file && runText.parts(file)).toEqual(['about 1,200,000 rows', 'so far']);
    expect(file && runText.sentences(file, null)).toEqual(['About 1,200,000 rows so far']);
    expect(target && runText.parts(target)).toEqual(['800 rows', 'so far']);
    expect(runText.stateOf('running', counts.get('file'))).toBe(
      'Running, about 1,200,000 rows so far',
    );
  });

  it('says nothing of rows lost, and of no node that it is done', () => {
    expect(rowChangesOf(nodes, counts, isTarget).size).toBe(0);
    expect(new Set(statesOf(nodes, 'RUNNING', counts, undefined).values())).toEqual(
      new Set(['running']),
    );
  });
});

describe('where rows are lost or multiplied', () => {
  const changeOf = (
    kind: string,
    parameters: { [name: string]: string },
    ins: (number | undefined)[],
    out: number | undefined,
  ) => {
    const inputs = ins.map((_, at) => `in${at}`);
    const nodes: GraphNodes = {
      ...Object.fromEntries(inputs.map(id => [id, { S3CsvSource: {} }])),
      it: { [kind]: { ...parameters, Inputs: inputs } },
    };
    const rows = Object.fromEntries(inputs.map((id, at) => [id, ins[at]]));
    const change = rowChangesOf(nodes, counted({ ...rows, it: out }), isTarget).get('it');
    return change && `${change.change} ${change.rowsIn}>${change.rowsOut} ${change.input}`;
  };
  it.each([
    ['Filter', '', [10], 4, 'fewer 10>4 in0'],
    ['Filter', '', [10], 10, undefined],
    ['Filter', '', [10], undefined, undefined],
    ['Filter', '', [undefined], 4, undefined],
    ['DynamicTransform', '', [10], 25, 'more 10>25 in0'],
    ['Union', '', [10, 5], 15, undefined],
    ['Union', '', [10, 5], 12, 'fewer 15>12 null'],
    ['Join', 'equijoin', [10, 5], 5, 'fewer 10>5 in0'],
    ['Join', 'equijoin', [10, 5], 10, undefined],
    ['Join', 'equijoin', [5, 10], 10, undefined],
    ['Join', 'equijoin', [5, 10], 11, 'more 10>11 in1'],
    ['Join', 'equijoin', [10, 5], 11, 'more 10>11 in0'],
    ['Join', '', [10, 5], 9, 'fewer 10>9 in0'],
    ['Join', 'left', [10, 5], 12, 'more 10>12 in0'],
    ['Join', 'right', [10, 5], 6, 'more 5>6 in1'],
    ['Join', 'outer', [10, 5], 15, undefined],
    ['Join', 'outer', [10, 5], 16, 'more 15>16 null'],
    ['Join', 'leftsemi', [10, 50], 3, 'fewer 10>3 in0'],
    ['Join', 'leftanti', [10, 50], 7, 'fewer 10>7 in0'],
    ['Join', 'left', [10, undefined], 12, undefined],
    // What a query makes of several tables is its own.
    ['SparkSQL', '', [10, 5], 3, undefined],
  ] as const)('%s %s of %j to %s', (kind, type, ins, out, told) => {
    expect(changeOf(kind, type ? { JoinType: type } : {}, [...ins], out)).toBe(told);
  });

  it('takes what a target wrote for the rows of the node before it', () => {
    const nodes: GraphNodes = {
      file: { S3CsvSource: {} },
      keep: { Filter: { Inputs: ['file'] } },
      target: { S3DirectTarget: { Inputs: ['keep'] } },
    };
    const changes = rowChangesOf(nodes, counted({ file: 9, keep: undefined, target: 2 }), isTarget);
    expect([...changes]).toEqual([
      ['keep', { change: 'fewer', rowsIn: 9, rowsOut: 2, input: 'file' }],
    ]);
  });
});

describe('the states of nodes', () => {
  const nodes: GraphNodes = {
    a: { S3CsvSource: {} },
    b: { Filter: { Inputs: ['a'] } },
    fresh: { Filter: { Inputs: ['a'] } },
  };
  it.each([
    ['RUNNING', { a: 3 }, undefined, { a: 'done', b: 'running', fresh: 'running' }],
    ['SUCCEEDED', { a: 3, b: undefined }, undefined, { a: 'done', b: 'done' }],
    ['FAILED', { a: 3 }, 'b', { a: 'done', b: 'failed' }],
    ['STOPPED', {}, undefined, {}],
  ] as const)('of a run that is %s', (state, rows, failed, told) => {
    expect(Object.fromEntries(statesOf(nodes, state, counted(rows), failed))).toEqual(told);
  });
});
