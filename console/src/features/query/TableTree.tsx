import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Icon from '@cloudscape-design/components/icon';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import TreeView, { type TreeViewProps } from '@cloudscape-design/components/tree-view';
import { useMemo } from 'react';
import type { Table } from '../../api/glue-catalog';
import { sqlName } from '../../model/sql';
import { tableTree, type Note, type TreeItem } from '../../model/table-tree';
import { query as text } from '../../strings/query';
import { shared } from '../../strings/shared';
import type { TablesOf } from './catalog-names';

export type TableAction = (
  action: 'preview' | 'ddl' | 'insert' | 'properties',
  table: Table,
) => void;

const actions = ['preview', 'ddl', 'insert', 'properties'] as const;

export function TableTree(props: {
  databases: readonly string[];
  loaded: Map<string, TablesOf>;
  filter: string;
  expanded: readonly string[];
  onExpanded: (expanded: readonly string[]) => void;
  onAction: TableAction;
  onInsert: (text: string) => void;
}) {
  const { databases, loaded, filter, expanded } = props;
  const items = useMemo(() => tableTree(databases, loaded, filter), [databases, loaded, filter]);
  return (
    <TreeView<TreeItem>
      ariaLabel={text.data.tables}
      items={items}
      getItemId={item => item.id}
      getItemChildren={item => ('children' in item ? item.children : undefined)}
      renderItem={item => render(item, props)}
      expandedItems={expanded}
      onItemToggle={({ detail }) =>
        props.onExpanded(
          detail.expanded ? [...expanded, detail.id] : expanded.filter(id => id !== detail.id),
        )
      }
      i18nStrings={{
        expandButtonLabel: item => text.data.expand(nameOf(item)),
        collapseButtonLabel: item => text.data.collapse(nameOf(item)),
      }}
    />
  );
}

function nameOf(item: TreeItem): string {
  if (item.kind === 'table') return item.table.Name;
  return item.kind === 'note' ? '' : item.name;
}

function render(
  item: TreeItem,
  props: {
    loaded: Map<string, TablesOf>;
    onAction: TableAction;
    onInsert: (text: string) => void;
  },
): TreeViewProps.TreeItem {
  switch (item.kind) {
    case 'database':
      return { content: item.name, icon: <Icon name="folder" /> };
    case 'table':
      return {
        content: item.table.Name,
        announcementLabel: item.table.Name,
        actions: (
          <ButtonDropdown
            variant="icon"
            expandToViewport
            ariaLabel={text.data.menu(item.table.Name)}
            items={actions.map(id => ({ id, text: text.data[id] }))}
            onItemClick={({ detail }) => {
              const action = actions.find(id => id === detail.id);
              if (action) props.onAction(action, item.table);
            }}
          />
        ),
        ...(item.table.PartitionKeys?.length && {
          secondaryContent: <Box fontSize="body-s">{text.data.partitioned}</Box>,
        }),
      };
    case 'column':
      return {
        content: (
          <Button
            variant="inline-link"
            ariaLabel={text.data.insertColumn(item.name)}
            onClick={() => props.onInsert(sqlName(item.name))}
          >
            {item.name}
          </Button>
        ),
        announcementLabel: item.name,
        secondaryContent: (
          <Box fontSize="body-s" color="text-body-secondary">
            {item.isKey ? `${item.type}, ${text.data.partitioned.toLowerCase()}` : item.type}
          </Box>
        ),
      };
    case 'note':
      return { content: renderNote(item.note, props.loaded) };
  }
}

function renderNote(note: Note, loaded: Map<string, TablesOf>) {
  switch (note.state) {
    case 'loading':
      return <StatusIndicator type="loading">{text.data.loading}</StatusIndicator>;
    case 'failed':
      return (
        <StatusIndicator type="error">
          {text.data.failed}: {note.message}{' '}
          <Button variant="inline-link" onClick={() => void loaded.get(note.database)?.refetch()}>
            {shared.retry}
          </Button>
        </StatusIndicator>
      );
    case 'more':
      return <Box color="text-body-secondary">{text.data.more(note.count)}</Box>;
    case 'empty':
    case 'no-match':
      return (
        <Box color="text-body-secondary">
          {note.state === 'empty' ? text.data.noTables : text.data.noMatch}
        </Box>
      );
  }
}
