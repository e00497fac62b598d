import { expect, it } from 'vitest';
import { crc32 } from './crc32';

it.each([
  ['', 'AAAAAA=='],
  ['123456789', 'y/Q5Jg=='],
])('the CRC-32 of %j is %s', (text, expected) =>
  expect(crc32(new TextEncoder().encode(text))).toBe(expected),
);
