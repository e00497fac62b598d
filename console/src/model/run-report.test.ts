import { describe, expect, it } from 'vitest';
import { countsOf, isLive } from './run-report';

describe('a run report', () => {
  it('tells rows by node, and the difference to the run before', () => {
    const report = {
      State: 'SUCCEEDED',
      Nodes: [
        { NodeId: 'a', Rows: 5 },
        { NodeId: 'b', Rows: 2 },
        { NodeId: 'c', Note: 'fused' },
      ],
    };
    const before = { State: 'SUCCEEDED', Nodes: [{ NodeId: 'a', Rows: 7 }] };
    expect([...countsOf(report, before)]).toEqual([
      ['a', { rows: 5, note: undefined, difference: -2 }],
      ['b', { rows: 2, note: undefined, difference: undefined }],
      ['c', { rows: undefined, note: 'fused', difference: undefined }],
    ]);
    expect(countsOf({ State: 'RUNNING' }).size).toBe(0);
  });

  it('is live until its run has ended', () => {
    expect(isLive('RUNNING')).toBe(true);
    expect(isLive('STOPPED')).toBe(false);
  });
});
