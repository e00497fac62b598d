import { describe, expect, it } from 'vitest';
import { defaultValue, paletteOf, searchPalette, type NodeParameter } from './kinds';
import { CATALOG } from './test-kinds';

describe('the panel of nodes', () => {
  const palette = paletteOf(CATALOG);

  it('shows a family as one entry, and nothing that cannot run', () => {
    expect(palette.map(({ key }) => key)).toEqual([
      'S3CatalogSource',
      'S3DirectTarget',
      'ApplyMapping',
      'gs_concat',
      'Join',
      'Merge',
      'SelectFields',
      'SparkSQL',
    ]);
  });

  it('finds by words of title and documentation', () => {
    expect(searchPalette(palette, 'sche CHANGE').map(({ key }) => key)).toEqual(['ApplyMapping']);
    expect(searchPalette(palette, 'puts together').map(({ key }) => key)).toEqual(['gs_concat']);
    expect(searchPalette(palette, '').length).toBe(palette.length);
  });
});

describe('a default', () => {
  const parameter = (Type: NodeParameter['Type'], Default?: string): NodeParameter => ({
    Name: 'x',
    Type,
    Required: true,
    Title: '',
    Help: '',
    ...(Default === undefined ? {} : { Default }),
  });

  it.each([
    [parameter('TEXT', 'a'), 'a'],
    [parameter('WHOLE', '7'), 7],
    [parameter('NUMBER', '0.5'), 0.5],
    [parameter('BOOLEAN', 'true'), true],
    [parameter('LIST', 'a'), ['a']],
    [parameter('TEXT'), undefined],
    [parameter('TEXT', ''), undefined],
  ])('of %j is a value', (described, value) => {
    expect(defaultValue(described)).toEqual(value);
  });
});
