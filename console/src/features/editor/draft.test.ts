import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { dropDraft, readDraft, readPlaces, writeDraft, writePlaces } from './draft';

describe('a draft', () => {
  it('is kept by job until it is dropped', async () => {
    const draft = {
      document: { nodes: {}, positions: {}, notes: [], job: { Name: 'ETL' } },
      at: 5,
    };
    expect(await readDraft('ETL')).toBeUndefined();
    await writeDraft('ETL', draft);
    expect(await readDraft('ETL')).toEqual(draft);
    expect(await readDraft('')).toBeUndefined();
    await dropDraft('ETL');
    expect(await readDraft('ETL')).toBeUndefined();
  });

  it('is apart from the places of nodes', async () => {
    expect(await readPlaces('ETL')).toEqual({});
    await writePlaces('ETL', { a: { x: 1, y: 2 } });
    expect(await readPlaces('ETL')).toEqual({ a: { x: 1, y: 2 } });
  });
});
