import { expect, it } from 'vitest';
import { scriptOf } from './script';

it('a script has its SQL as statements and the rest as comments, whatever nodes are called', () => {
  expect(
    scriptOf([
      { Step: 'READ', Name: 'n1', Title: 'Leads\nDROP', Text: 'csv', Predicate: 'a = 1' },
      { Step: 'COMPUTE', Name: 'a"b', Title: '', Text: 'SELECT 1' },
      { Step: 'WRITE', Name: 'n3', Title: 'Zone', Text: 'parquet to s3://b/' },
      { Step: 'READ', Name: 'n4', Title: 'All', Text: 'json' },
    ]),
  ).toBe(
    [
      '-- Leads DROP\n-- n1: read csv where a = 1',
      '-- a"b\nCREATE VIEW "a""b" AS\nSELECT 1;',
      '-- Zone\n-- n3: write parquet to s3://b/',
      '-- All\n-- n4: read json',
    ].join('\n\n'),
  );
});
