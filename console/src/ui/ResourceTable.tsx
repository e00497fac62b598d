import { useCollection } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import Header, { type HeaderProps } from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { ReactNode } from 'react';
import { formatCount } from '../model/format';
import { shared } from '../strings/shared';
import { EmptyState } from './EmptyState';
import { TablePreferences, useTablePreferences } from './TablePreferences';
import { useTableUrl } from './table-url';

export interface ResourceColumn<Item> extends TableProps.ColumnDefinition<Item> {
  id: string;
  /** The text that sorting and the filter look at; without it the column is neither. */
  text?: (item: Item) => string | number | undefined;
}

/** Where the items come from: a query of react-query, or anything of that form. */
export interface Loaded<Item> {
  data: readonly Item[] | undefined;
  error: Error | null;
  refetch: () => unknown;
  isFetching?: boolean;
}

/**
 * The list of a page: filter, sorting, pages, preferences, and what is shown while it loads, when it is
 * empty, when nothing fits the filter and when it failed. Filter, page and sorting are in the address.
 */
export function ResourceTable<Item>(props: {
  /** What the items are, in lower case: "databases". Also names the preferences. */
  things: string;
  title: string;
  loaded: Loaded<Item>;
  columns: readonly ResourceColumn<Item>[];
  keyOf: (item: Item) => string;
  /** What to do where there are none yet. */
  emptyAction?: ReactNode;
  actions?: ReactNode;
  info?: ReactNode;
  description?: ReactNode;
  variant?: TableProps.Variant;
  headingLevel?: HeaderProps['variant'];
  /** In place of the text filter; what it leaves out is not among what is loaded. */
  filter?: ReactNode;
  /** Shows all, where such a filter may have left out everything. */
  onClearFilter?: () => void;
  selectionType?: 'single' | 'multi';
  selected?: readonly Item[];
  onSelect?: (items: Item[]) => void;
  /** Other parameters of the address stay; these are for two tables on one page. */
  urlPrefix?: string;
}) {
  const { things, loaded } = props;
  const [preferences, setPreferences] = useTablePreferences(things, props.columns);
  const url = useTableUrl(props.urlPrefix ?? '');
  const columns = props.columns.map(column => sortable(column));
  const sortingColumn = columns.find(column => column.id === url.sort);
  const failed = loaded.error !== null && loaded.data === undefined;
  const { items, filteredItemsCount, collectionProps, filterProps, paginationProps, actions } =
    useCollection(loaded.data ?? [], {
      filtering: {
        defaultFilteringText: url.text,
        filteringFunction: (item, text) => fits(props.columns, item, text),
        empty: failed ? (
          <EmptyState title={shared.table.failed(things)} text={loaded.error?.message}>
            <Button onClick={() => void loaded.refetch()}>{shared.retry}</Button>
          </EmptyState>
        ) : props.onClearFilter ? (
          <NoMatch onClear={props.onClearFilter} />
        ) : (
          <EmptyState title={shared.table.none(things)}>{props.emptyAction}</EmptyState>
        ),
        noMatch: (
          <NoMatch
            onClear={() => {
              actions.setFiltering('');
              url.set({ text: '' });
            }}
          />
        ),
      },
      pagination: { pageSize: preferences.pageSize, defaultPage: url.page },
      sorting: sortingColumn
        ? { defaultState: { sortingColumn, isDescending: url.descending } }
        : {},
      selection: { trackBy: props.keyOf },
    });
  const total = loaded.data?.length;
  const chosen = props.selected?.length ?? 0;
  return (
    <Table
      {...collectionProps}
      items={items}
      columnDefinitions={columns}
      columnDisplay={preferences.columns}
      variant={props.variant ?? 'full-page'}
      stickyHeader={(props.variant ?? 'full-page') === 'full-page'}
      resizableColumns
      enableKeyboardNavigation
      loading={loaded.data === undefined && !failed}
      loadingText={shared.table.loading(things)}
      wrapLines={preferences.wrapLines}
      stripedRows={preferences.stripedRows}
      trackBy={props.keyOf}
      {...(props.selectionType && { selectionType: props.selectionType })}
      selectedItems={props.selected ?? []}
      onSelectionChange={({ detail }) => props.onSelect?.([...detail.selectedItems])}
      onSortingChange={event => {
        collectionProps.onSortingChange?.(event);
        const column = columns.find(
          ({ sortingComparator }) =>
            sortingComparator === event.detail.sortingColumn.sortingComparator,
        );
        url.set({ sort: column?.id ?? '', descending: event.detail.isDescending ?? false });
      }}
      ariaLabels={{
        tableLabel: props.title,
        selectionGroupLabel: shared.table.selection(things),
        itemSelectionLabel: (_, item) => shared.table.select(props.keyOf(item)),
        allItemsSelectionLabel: () => shared.table.select(`all ${things}`),
      }}
      header={
        <Header
          variant={props.headingLevel ?? 'h1'}
          counter={
            total === undefined
              ? ''
              : `(${chosen > 0 ? `${formatCount(chosen)}/` : ''}${formatCount(total)})`
          }
          actions={props.actions}
          info={props.info}
          description={props.description}
        >
          {props.title}
        </Header>
      }
      filter={
        props.filter ?? (
          <TextFilter
            filteringText={filterProps.filteringText}
            onChange={event => {
              filterProps.onChange(event);
              url.set({ text: event.detail.filteringText });
            }}
            filteringPlaceholder={shared.table.find(things)}
            filteringAriaLabel={shared.table.find(things)}
            countText={shared.table.matches(filteredItemsCount ?? 0)}
          />
        )
      }
      pagination={
        <Pagination
          {...paginationProps}
          onChange={event => {
            paginationProps.onChange(event);
            url.set({ page: event.detail.currentPageIndex });
          }}
          ariaLabels={{
            paginationLabel: shared.table.pages(things),
            nextPageLabel: shared.table.next,
            previousPageLabel: shared.table.previous,
            pageLabel: shared.table.page,
          }}
        />
      }
      preferences={
        <TablePreferences
          columns={props.columns}
          preferences={preferences}
          onChange={setPreferences}
        />
      }
    />
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState title={shared.table.noMatch} text={shared.table.noMatchText}>
      <Button onClick={onClear}>{shared.table.clear}</Button>
    </EmptyState>
  );
}

function sortable<Item>(column: ResourceColumn<Item>): ResourceColumn<Item> {
  const { text } = column;
  if (!text) return column;
  return {
    ...column,
    sortingComparator: (a, b) => compare(text(a), text(b)),
  };
}

function compare(a: string | number | undefined, b: string | number | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '').localeCompare(String(b ?? ''), 'en', { numeric: true });
}

function fits<Item>(columns: readonly ResourceColumn<Item>[], item: Item, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return columns.some(column =>
    String(column.text?.(item) ?? '')
      .toLowerCase()
      .includes(wanted),
  );
}
