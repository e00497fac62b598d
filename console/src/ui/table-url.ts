import { useSearchParams } from 'react-router';

export interface TableUrl {
  text: string;
  page: number;
  sort: string;
  descending: boolean;
}

/** Filter, page and sorting of a list as they are in the address, and how to change them there. */
export function useTableUrl(
  prefix: string,
): TableUrl & { set: (change: Partial<TableUrl>) => void } {
  const [query, setQuery] = useSearchParams();
  const sort = query.get(`${prefix}sort`) ?? '';
  const current: TableUrl = {
    text: query.get(`${prefix}q`) ?? '',
    page: Number(query.get(`${prefix}page`)) || 1,
    sort: sort.replace(/^-/, ''),
    descending: sort.startsWith('-'),
  };
  const set = (change: Partial<TableUrl>) => {
    // A list that is filtered or sorted anew starts with its first page.
    const next = { ...current, page: 1, ...change };
    setQuery(
      before => {
        const after = new URLSearchParams(before);
        put(after, `${prefix}q`, next.text);
        put(after, `${prefix}page`, next.page > 1 ? String(next.page) : '');
        put(after, `${prefix}sort`, next.sort && (next.descending ? '-' : '') + next.sort);
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  return { ...current, set };
}

function put(query: URLSearchParams, name: string, value: string): void {
  if (value) query.set(name, value);
  else query.delete(name);
}
