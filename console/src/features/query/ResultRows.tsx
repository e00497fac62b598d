import Button from '@cloudscape-design/components/button';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ResultColumn } from '../../api/athena';
import { errorMessage } from '../../api/error';
import { formatCount } from '../../model/format';
import { columnWidths, isNumeric, tabSeparated } from '../../model/result-text';
import type { ResultCell, ResultPages } from '../../model/result-pages';
import { rowWindow } from '../../model/row-window';
import { query as text } from '../../strings/query';
import { shared } from '../../strings/shared';
import { useResultPages, useRowCount } from './execution';
import styles from './query.module.css';

const ROW_HEIGHT = 28;
const ROWS_COPIED = 1000;

/** The rows of a result. Only those in sight are drawn, and their pages read as one scrolls. */
export function ResultRows({ id }: { id: string }) {
  const { pages, state } = useResultPages(id);
  const { columns, reached, complete, loading, error } = state;
  const told = useRowCount(id);
  // What has been read counts, should the two differ.
  const total = complete ? reached : Math.max(told ?? 0, reached);
  const [copied, setCopied] = useState('');

  const copy = async () => {
    const rows = [];
    for (let index = 0; index < Math.min(reached, ROWS_COPIED); ++index) {
      const row = pages.row(index);
      if (row) rows.push(row);
    }
    await navigator.clipboard.writeText(tabSeparated(columns, rows));
    setCopied(text.results.copied(rows.length));
  };

  return (
    <SpaceBetween size="xs">
      <SpaceBetween direction="horizontal" size="m" alignItems="center">
        <Box color="text-body-secondary">
          {complete || told !== undefined
            ? text.results.rows(total)
            : text.results.rowsSoFar(reached)}
        </Box>
        <Button
          iconName="copy"
          disabled={reached === 0}
          onClick={() => void copy().catch(() => setCopied(shared.copyFailed))}
        >
          {text.results.copy}
        </Button>
        <span role="status">{copied}</span>
        {loading && (
          <StatusIndicator type="loading">{text.results.reading(reached)}</StatusIndicator>
        )}
      </SpaceBetween>
      {error !== null && (
        <StatusIndicator type="error">
          {text.results.failedRows}: {errorMessage(error)}{' '}
          <Button variant="inline-link" onClick={() => pages.retry()}>
            {shared.retry}
          </Button>
        </StatusIndicator>
      )}
      {complete && reached === 0 ? (
        <Box color="text-body-secondary">{text.results.empty}</Box>
      ) : (
        columns.length > 0 && (
          <Rows pages={pages} columns={columns} reached={reached} total={total} />
        )
      )}
    </SpaceBetween>
  );
}

function Rows(props: {
  pages: ResultPages;
  columns: readonly ResultColumn[];
  reached: number;
  /** As far as is known. */
  total: number;
}) {
  const { pages, columns, reached, total } = props;
  const box = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, height: 400 });
  const shown = rowWindow(scroll.top, scroll.height, total, ROW_HEIGHT);

  const widths = useMemo(() => {
    const sample: ResultCell[][] = [];
    for (let index = 0; index < Math.min(reached, 50); ++index) {
      const row = pages.row(index);
      if (row) sample.push(row);
    }
    return columnWidths(columns, sample);
    // The first rows decide, so that columns stay as they are while more rows come.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [pages, columns]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setScroll({ top: element.scrollTop, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    // Half a page ahead of what is in sight, so that scrolling rarely waits.
    pages.want(shown.first, shown.end + 500);
  });

  const rows = [];
  for (let index = shown.first; index < shown.end; ++index) {
    rows.push(
      <Row key={index} index={index} cells={pages.row(index)} columns={columns} widths={widths} />,
    );
  }
  const indexWidth = `${formatCount(total).length + 3}ch`;
  return (
    <div
      ref={box}
      className={styles.rows}
      role="table"
      aria-label={text.results.table}
      aria-rowcount={total + 1}
      aria-colcount={columns.length + 1}
      tabIndex={0}
      onScroll={({ currentTarget }) =>
        setScroll({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })
      }
      style={{ ['--index-width' as string]: indexWidth }}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" aria-rowindex={1} style={{ display: 'flex' }}>
          <div
            role="columnheader"
            className={`${styles.cell} ${styles.index}`}
            style={{ width: 'var(--index-width)' }}
          >
            #<span hidden>{text.results.row}</span>
          </div>
          {columns.map((column, index) => (
            <div
              role="columnheader"
              key={index}
              className={styles.cell}
              style={{ width: `${widths[index]}ch` }}
              title={`${column.Name}: ${column.Type}`}
            >
              {column.Name} <span className={styles.type}>{column.Type}</span>
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: `${shown.height}px` }}>
        <div role="presentation" className={styles.window} style={{ top: `${shown.top}px` }}>
          {rows}
        </div>
      </div>
    </div>
  );
}

function Row(props: {
  index: number;
  cells: ResultCell[] | undefined;
  columns: readonly ResultColumn[];
  widths: readonly number[];
}) {
  const { index, cells, columns, widths } = props;
  return (
    <div role="row" aria-rowindex={index + 2} className={styles.row}>
      <div
        role="cell"
        className={`${styles.cell} ${styles.index} ${styles.number}`}
        style={{ width: 'var(--index-width)' }}
      >
        {formatCount(index + 1)}
      </div>
      {columns.map((column, at) => {
        const value = cells?.[at];
        const kind = isNumeric(column) ? styles.number : '';
        return (
          <div
            role="cell"
            key={at}
            className={`${styles.cell} ${kind}`}
            style={{ width: `${widths[at]}ch` }}
            title={value ?? undefined}
          >
            {value ?? (cells && <span className={styles.null}>{text.results.isNull}</span>)}
          </div>
        );
      })}
    </div>
  );
}
