import { describe, expect, it } from 'vitest';
import { partsOfNode, scriptOf } from './script';

it('a script has its SQL as statements and the rest as comments, whatever nodes are called', () => {
  const { text } = scriptOf([
    { Step: 'READ', Name: 'n1', Title: 'Leads\nDROP', Text: 'csv', Predicate: 'a = 1' },
    { Step: 'COMPUTE', Name: 'a"b', Title: '', Text: 'SELECT 1' },
    { Step: 'WRITE', Name: 'n3', Title: 'Zone', Text: 'parquet to s3://b/' },
    { Step: 'READ', Name: 'n4', Title: 'All', Text: 'json' },
  ]);
  expect(text).toBe(
    [
      '-- Leads DROP\n-- n1: read csv where a = 1',
      '-- a"b\nCREATE VIEW "a""b" AS\nSELECT 1;',
      '-- Zone\n-- n3: write parquet to s3://b/',
      '-- All\n-- n4: read json',
    ].join('\n\n'),
  );
});

describe('the parts of a node in the script', () => {
  const script = scriptOf([
    { Step: 'READ', Name: 'n1', Title: 'Leads', Text: 'csv' },
    { Step: 'COMPUTE', Name: 'n10', Title: 'Some', Text: 'SELECT 1' },
    { Step: 'COMPUTE', Name: 'n2/pass', Title: 'Router', Text: 'SELECT 2' },
    { Step: 'COMPUTE', Name: 'n2/fail', Title: 'Router', Text: 'SELECT 3' },
  ]);
  it.each([
    ['n1', ['-- Leads\n-- n1: read csv']],
    ['n10', ['-- Some\nCREATE VIEW "n10" AS\nSELECT 1;']],
    [
      'n2',
      [
        '-- Router\nCREATE VIEW "n2/pass" AS\nSELECT 2;',
        '-- Router\nCREATE VIEW "n2/fail" AS\nSELECT 3;',
      ],
    ],
    ['n', []],
  ])('of %s are %j', (id, texts) =>
    expect(partsOfNode(script, id).map(({ from, to }) => script.text.slice(from, to))).toEqual(
      texts,
    ),
  );
});
