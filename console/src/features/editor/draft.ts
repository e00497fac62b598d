import type { JobDocument } from '../../model/job';
import type { Positions } from '../../model/layout';

/**
 * What this browser keeps of a job in IndexedDB: changes that are not saved, so that a crash loses
 * none, and where nodes stand, which the API does not keep. Where the browser gives no database the
 * editor works without.
 */
export interface Draft {
  document: JobDocument;
  /** Milliseconds since 1970. */
  at: number;
}

/** Drafts from before there were notes have none. */
type KeptDraft = Omit<Draft, 'document'> & {
  document: Omit<JobDocument, 'notes'> & Partial<Pick<JobDocument, 'notes'>>;
};

const DATABASE = 'tenon-editor';
const DRAFTS = 'drafts';
const PLACES = 'places';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(DRAFTS);
      request.result.createObjectStore(PLACES);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error(DATABASE));
  });
}

async function run<T>(
  store: string,
  mode: IDBTransactionMode,
  ask: (objects: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  let database: IDBDatabase;
  try {
    database = await open();
  } catch {
    return undefined;
  }
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const request = ask(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error(store));
    });
  } catch {
    return undefined;
  } finally {
    database.close();
  }
}

/** `job` is the job's name, or "" for one that was never saved. */
export async function readDraft(job: string): Promise<Draft | undefined> {
  const draft = await run(DRAFTS, 'readonly', store => {
    return store.get(job) as IDBRequest<KeptDraft | undefined>;
  });
  return draft && { ...draft, document: { ...draft.document, notes: draft.document.notes ?? [] } };
}

export async function writeDraft(job: string, draft: Draft): Promise<void> {
  await run(DRAFTS, 'readwrite', store => store.put(draft, job));
}

export async function dropDraft(job: string): Promise<void> {
  await run(DRAFTS, 'readwrite', store => store.delete(job));
}

export async function readPlaces(job: string): Promise<Positions> {
  const places = await run(PLACES, 'readonly', store => {
    return store.get(job) as IDBRequest<Positions | undefined>;
  });
  return places ?? {};
}

export async function writePlaces(job: string, positions: Positions): Promise<void> {
  await run(PLACES, 'readwrite', store => store.put(positions, job));
}
