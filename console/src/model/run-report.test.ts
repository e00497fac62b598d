import { describe, expect, it } from 'vitest';
import { countsOf, isLive } from './run-report';

const nothing = { rows: undefined, bytes: undefined, milliseconds: undefined, note: undefined };

describe('a run report', () => {
  it('tells rows, bytes and time by node, and the difference to the run before', () => {
    const report = {
      State: 'SUCCEEDED',
      Nodes: [
        { NodeId: 'a', Rows: 5, Bytes: 120, ProcessorMilliseconds: 1.5 },
        { NodeId: 'b', Rows: 2 },
        { NodeId: 'c', Note: 'fused' },
      ],
    };
    const before = { State: 'SUCCEEDED', Nodes: [{ NodeId: 'a', Rows: 7 }] };
    expect([...countsOf(report, before)]).toEqual([
      ['a', { ...nothing, rows: 5, bytes: 120, milliseconds: 1.5, difference: -2 }],
      ['b', { ...nothing, rows: 2, difference: undefined }],
      ['c', { ...nothing, note: 'fused', difference: undefined }],
    ]);
    expect(countsOf({ State: 'RUNNING' }).size).toBe(0);
  });

  it('tells what is known so far, which is compared with nothing', () => {
    const report = {
      State: 'RUNNING',
      Nodes: [
        { NodeId: 'a', Rows: 1200, SoFar: true, Estimate: true },
        { NodeId: 'b', Rows: 7, SoFar: true },
      ],
    };
    const before = { State: 'SUCCEEDED', Nodes: [{ NodeId: 'b', Rows: 9 }] };
    expect([...countsOf(report, before)]).toEqual([
      ['a', { ...nothing, rows: 1200, soFar: 'estimated' }],
      ['b', { ...nothing, rows: 7, soFar: 'counted' }],
    ]);
  });

  it('is live until its run has ended', () => {
    expect(isLive('RUNNING')).toBe(true);
    expect(isLive('STOPPED')).toBe(false);
  });
});
