import { describe, expect, it } from 'vitest';
import { formatAge, formatBytes, formatDuration, plural } from './format';

describe('numbers in words', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [16 * 1024, '16 KB'],
    [1.5 * 1024 * 1024, '1.5 MB'],
  ])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it.each([
    [850, '850 ms'],
    [12_340, '12.3 s'],
    [245_000, '4 m 5 s'],
    [7_380_000, '2 h 3 m'],
  ])('%d milliseconds are %s', (time, text) => expect(formatDuration(time)).toBe(text));

  it.each([
    [1, '1 row'],
    [0, '0 rows'],
    [1200, '1,200 rows'],
  ])('%d are %s', (count, text) => expect(plural(count, 'row')).toBe(text));

  it.each([
    [1000, 'now'],
    [940, '1 minute ago'],
    [1000 - 7_300, '2 hours ago'],
    [1000 - 86_400, 'yesterday'],
  ])('%d is %s at 1000', (then, text) => expect(formatAge(then, 1000)).toBe(text));
});
