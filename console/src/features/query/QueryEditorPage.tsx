import Button from '@cloudscape-design/components/button';
import Tabs from '@cloudscape-design/components/tabs';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Table } from '../../api/glue-catalog';
import { catalogPages } from '../../model/catalog-pages';
import { activeTab, changeTab, closeTab, openTab, selectTab } from '../../model/query-tabs';
import { createTableStatement, previewStatement, sqlTable } from '../../model/sql';
import { databaseId, databaseOfId } from '../../model/table-tree';
import { query as text } from '../../strings/query';
import { usePreference } from '../../ui/preference';
import type { SqlEditorHandle } from '../../ui/SqlEditor';
import { mentionedDatabases, useCompletion, useDatabases, useTables } from './catalog-names';
import { DataPanel } from './DataPanel';
import styles from './query.module.css';
import { QueryPanel } from './QueryPanel';
import { useQueryTabs } from './query-tabs-state';
import { QueryView } from './QueryView';
import type { TableAction } from './TableTree';

export function QueryEditorPage() {
  const [state, change] = useQueryTabs();
  const [expanded, setExpanded] = usePreference<readonly string[]>('query-tree', []);
  const [runId, setRunId] = useState<string | null>(null);
  const editor = useRef<SqlEditorHandle>(null);
  const navigate = useNavigate();
  const tab = activeTab(state);

  const databases = useDatabases();
  const names = new Set(databases.data?.map(({ Name }) => Name));
  const wanted = [
    ...expanded.map(databaseOfId),
    tab.database,
    ...mentionedDatabases(tab.statement, databases.data),
  ].filter(name => name !== null && names.has(name)) as string[];
  const loaded = useTables([...new Set(wanted)].sort());
  const schema = useCompletion(databases.data, loaded);

  const act: TableAction = (action, table) => {
    switch (action) {
      case 'preview':
        change(before => {
          const after = openTab(before, previewOf(table));
          setRunId(after.activeId);
          return after;
        });
        break;
      case 'ddl':
        change(before =>
          openTab(before, {
            statement: createTableStatement(table),
            database: table.DatabaseName,
          }),
        );
        break;
      case 'insert':
        editor.current?.insert(sqlTable(table.DatabaseName, table.Name));
        break;
      case 'properties':
        void navigate(catalogPages.table(table.DatabaseName, table.Name));
    }
  };

  const chooseDatabase = (database: string) => {
    change(before => changeTab(before, tab.id, { database }));
    const id = databaseId(database);
    if (database && !expanded.includes(id)) setExpanded([...expanded, id]);
  };

  return (
    <QueryView active="editor">
      <div className={styles.columns}>
        <DataPanel
          databases={databases}
          loaded={loaded}
          database={tab.database}
          onDatabase={chooseDatabase}
          expanded={expanded}
          onExpanded={setExpanded}
          onAction={act}
          onInsert={name => editor.current?.insert(name)}
        />
        <Tabs
          ariaLabel={text.editor.tabs}
          variant="container"
          activeTabId={tab.id}
          onChange={({ detail }) => change(before => selectTab(before, detail.activeTabId))}
          actions={
            <Button iconName="add-plus" onClick={() => change(before => openTab(before, {}))}>
              {text.editor.newTab}
            </Button>
          }
          tabs={state.tabs.map(({ id, name }) => ({
            id,
            label: name,
            dismissible: true,
            dismissLabel: text.editor.close(name),
            onDismiss: () => change(before => closeTab(before, id)),
            content: id === tab.id && (
              <QueryPanel
                key={id}
                tab={tab}
                schema={schema}
                editor={editor}
                onChange={part => change(before => changeTab(before, id, part))}
                runAtOnce={runId === id}
                onRunAtOnce={() => setRunId(null)}
              />
            ),
          }))}
        />
      </div>
    </QueryView>
  );
}

function previewOf(table: Table): { statement: string; database: string } {
  return {
    statement: previewStatement(table.DatabaseName, table.Name),
    database: table.DatabaseName,
  };
}
