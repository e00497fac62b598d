import { describe, expect, it } from 'vitest';
import { partsOf } from './upload-parts';

const MIB = 1024 * 1024;

describe('the parts of a file', () => {
  it('are 8 MiB each, and the rest', () =>
    expect(partsOf(20 * MIB)).toEqual([
      { number: 1, start: 0, end: 8 * MIB },
      { number: 2, start: 8 * MIB, end: 16 * MIB },
      { number: 3, start: 16 * MIB, end: 20 * MIB },
    ]));

  it('are never more than 10,000', () => {
    const size = 500 * 1024 * MIB;
    const parts = partsOf(size);
    expect(parts.length).toBeLessThanOrEqual(10_000);
    expect(parts.at(-1)?.end).toBe(size);
  });
});
