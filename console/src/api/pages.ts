/**
 * All items of an operation that answers page by page: `read` is called with each token until none comes.
 * Stops at `limit` items, so that a page with a list never waits for millions.
 */
export async function allPages<Item>(
  read: (token: string | undefined) => Promise<{ items: Item[]; next: string | undefined }>,
  limit = 100_000,
): Promise<Item[]> {
  const all: Item[] = [];
  let token: string | undefined;
  do {
    const { items, next } = await read(token);
    all.push(...items);
    token = next;
  } while (token !== undefined && all.length < limit);
  return all;
}
