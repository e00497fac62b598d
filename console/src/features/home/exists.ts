import { errorCode } from '../../api/error';

const THERE = ['AlreadyExistsException', 'BucketAlreadyOwnedByYou', 'BucketAlreadyExists'];

/** Runs what makes something; that it is there already is no failure. */
export async function unlessThere(make: () => Promise<unknown>): Promise<void> {
  try {
    await make();
  } catch (error) {
    if (!THERE.includes(errorCode(error))) throw error;
  }
}
