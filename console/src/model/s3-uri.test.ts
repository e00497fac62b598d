import { describe, expect, it } from 'vitest';
import { baseName, bucketNameFault, foldersOf, parentFolder, parseS3Uri, s3Uri } from './s3-uri';

describe('an S3 URI', () => {
  it.each([
    ['s3://b/a/c.csv', { bucket: 'b', key: 'a/c.csv' }],
    ['s3://b', { bucket: 'b', key: '' }],
    [' s3a://b/x/ ', { bucket: 'b', key: 'x/' }],
    ['https://b/x', null],
    ['s3:///x', null],
    ['', null],
  ])('%j is %j', (uri, expected) => expect(parseS3Uri(uri)).toEqual(expected));

  it('is written as it is read', () =>
    expect(s3Uri({ bucket: 'b', key: 'a/b c.csv' })).toBe('s3://b/a/b c.csv'));
});

describe('the parts of a key', () => {
  it.each([
    ['a/b/c.csv', 'a/b/', 'c.csv'],
    ['a/b/', 'a/', 'b/'],
    ['c.csv', '', 'c.csv'],
    ['', '', ''],
  ])('%j lies in %j and is %j', (key, folder, name) => {
    expect(parentFolder(key)).toBe(folder);
    expect(baseName(key)).toBe(name);
  });

  it('are folders from the top', () =>
    expect(foldersOf('a/b/')).toEqual([
      { name: 'a', prefix: 'a/' },
      { name: 'b', prefix: 'a/b/' },
    ]));
});

describe('the name of a bucket', () => {
  it.each(['ccbda-data', 'a.b.c', 'abc', '123'])('%s will do', name =>
    expect(bucketNameFault(name)).toBeNull(),
  );
  it.each(['ab', 'Data', 'a_b', '-ab', 'ab-', 'a..b', '10.0.0.1', 'x'.repeat(64)])(
    '%s will not',
    name => expect(bucketNameFault(name)).not.toBeNull(),
  );
});
