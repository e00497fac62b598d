import type { ResultColumn, ResultPage } from '../api/athena';

/** A cell of a result: null is NULL. */
export type ResultCell = string | null;

/** What a table of results shows now. A new object whenever something has changed. */
export interface ResultState {
  columns: readonly ResultColumn[];
  /** Rows whose pages have been reached so far. */
  reached: number;
  /** Whether there are no more than those. */
  complete: boolean;
  loading: boolean;
  error: unknown;
}

interface Reached {
  token: string | undefined;
  firstRow: number;
  rows: number;
}

const PAGES_KEPT = 60;

/**
 * The rows of a result, read page by page as they are looked at. Where a page begins is known when
 * the one before has been read, so a row far below is reached by reading forward; a page that was
 * dropped, as only the last ones in use are kept, is read again by its token.
 */
export class ResultPages {
  private readonly reached: Reached[] = [];
  private readonly kept = new Map<number, ResultCell[][]>();
  private readonly listeners = new Set<() => void>();
  private nextToken: string | undefined;
  private wanted = 0;
  private state: ResultState = {
    columns: [],
    reached: 0,
    complete: false,
    loading: false,
    error: null,
  };

  /** `read` answers a page by the token of the one before; the first one's first row is the header. */
  constructor(private readonly read: (token: string | undefined) => Promise<ResultPage>) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): ResultState => this.state;

  /** A row, if its page is at hand. */
  row(index: number): ResultCell[] | undefined {
    const at = this.pageOf(index);
    const page = this.reached[at];
    return page && this.kept.get(at)?.[index - page.firstRow];
  }

  /** Reads what is missing of these rows, forward to them if need be. */
  want(first: number, end: number): void {
    this.wanted = end;
    if (this.state.loading || this.state.error) return;
    for (let at = this.pageOf(first); at < this.reached.length; ++at) {
      const page = this.reached[at];
      if (!page || page.firstRow >= end) break;
      if (!this.kept.has(at)) {
        void this.load(at, page.token);
        return;
      }
      this.touch(at);
    }
    if (this.state.complete || (this.state.reached >= end && this.reached.length > 0)) return;
    void this.load(this.reached.length, this.nextToken);
  }

  /** Goes on after an error. */
  retry(): void {
    this.change({ error: null });
    this.want(Math.max(0, this.wanted - 1), Math.max(1, this.wanted));
  }

  // The page that holds a row; the one behind the last if none has been reached that does.
  private pageOf(index: number): number {
    let low = 0;
    let high = this.reached.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const page = this.reached[middle];
      if (page && page.firstRow + page.rows <= index) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private async load(at: number, token: string | undefined): Promise<void> {
    this.change({ loading: true });
    try {
      const page = await this.read(token);
      this.take(at, token, page);
    } catch (error) {
      this.change({ loading: false, error });
      return;
    }
    // Whoever looks at the rows now asks again; what was asked for last may be further on.
    if (!this.state.complete && this.state.reached < this.wanted) {
      void this.load(this.reached.length, this.nextToken);
    }
  }

  private take(at: number, token: string | undefined, page: ResultPage): void {
    const all = page.ResultSet.Rows.map(({ Data }) =>
      Data.map(({ VarCharValue }) => VarCharValue ?? null),
    );
    const rows = at === 0 ? all.slice(1) : all;
    this.kept.set(at, rows);
    this.touch(at);
    if (at === this.reached.length) {
      this.reached.push({ token, firstRow: this.state.reached, rows: rows.length });
      this.nextToken = page.NextToken;
      this.change({
        columns: at === 0 ? page.ResultSet.ResultSetMetadata.ColumnInfo : this.state.columns,
        reached: this.state.reached + rows.length,
        complete: page.NextToken === undefined,
        loading: false,
      });
    } else {
      this.change({ loading: false });
    }
  }

  // A Map keeps the order of insertion: the page that was used last is at its end.
  private touch(at: number): void {
    const rows = this.kept.get(at);
    if (!rows) return;
    this.kept.delete(at);
    this.kept.set(at, rows);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= PAGES_KEPT) break;
      this.kept.delete(oldest);
    }
  }

  private change(change: Partial<ResultState>): void {
    this.state = { ...this.state, ...change };
    this.listeners.forEach(listener => listener());
  }
}
