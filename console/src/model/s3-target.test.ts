import { describe, expect, it } from 'vitest';
import { catalogUpdateOf, compressionFor, withCatalogUpdate } from './s3-target';

describe('a target in S3', () => {
  it('updates the catalog in one of three ways', () => {
    expect(catalogUpdateOf(undefined)).toBe('none');
    expect(withCatalogUpdate({ Table: 't' }, 'none')).toEqual({ EnableUpdateCatalog: false });
    for (const update of ['none', 'update', 'keep'] as const) {
      const policy = withCatalogUpdate({ Database: 'd', Table: 't' }, update);
      expect(catalogUpdateOf(policy)).toBe(update);
      if (update !== 'none') expect(policy).toMatchObject({ Database: 'd', Table: 't' });
    }
  });

  it('keeps its compression where the new format can have it', () => {
    expect(compressionFor('csv', 'gzip')).toBe('gzip');
    expect(compressionFor('csv', 'snappy')).toBe('none');
    expect(compressionFor('strange', 'x')).toBe('x');
  });
});
