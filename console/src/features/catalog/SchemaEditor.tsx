import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { errorMessage } from '../../api/error';
import { plural } from '../../model/format';
import { schemaFromJson } from '../../model/schema-json';
import type { SchemaColumn } from '../../model/table-input';
import { catalog } from '../../strings/catalog';
import { shared } from '../../strings/shared';
import { EmptyState } from '../../ui/EmptyState';
import { FileButton } from '../../ui/FileButton';
import { ColumnDialog } from './ColumnDialog';
import { SchemaJsonDialog } from './SchemaJsonDialog';

const text = catalog.schema;

/** Defines the columns of a table: one by one, as JSON, from a file, or from what the files show. */
export function SchemaEditor(props: {
  schema: readonly SchemaColumn[];
  onChange: (schema: SchemaColumn[]) => void;
  /** Asks the server what the table's files hold. */
  infer?: () => Promise<SchemaColumn[]>;
}) {
  const { schema, onChange } = props;
  const [selected, setSelected] = useState<readonly SchemaColumn[]>([]);
  const [dialog, setDialog] = useState<'add' | 'edit' | 'json' | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const close = () => setDialog(null);
  const one = selected.length === 1 ? selected[0] : undefined;
  const take = (read: () => Promise<SchemaColumn[]>) => {
    setBusy(true);
    setError(null);
    read()
      .then(onChange)
      .catch((reason: unknown) => setError(errorMessage(reason)))
      .finally(() => setBusy(false));
  };
  return (
    <SpaceBetween size="s">
      {error && (
        <Alert type="error" header={text.failed} dismissible onDismiss={() => setError(null)}>
          {error}
        </Alert>
      )}
      <Table
        variant="container"
        selectionType="multi"
        selectedItems={selected}
        onSelectionChange={({ detail }) => setSelected(detail.selectedItems)}
        items={schema}
        trackBy="name"
        ariaLabels={{
          tableLabel: text.title,
          selectionGroupLabel: shared.table.selection('columns'),
          allItemsSelectionLabel: () => shared.table.select('all columns'),
          itemSelectionLabel: (_, column) => shared.table.select(column.name),
        }}
        header={
          <Header
            variant="h2"
            counter={`(${schema.length})`}
            description={plural(schema.length, 'column')}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                {props.infer && (
                  <Button
                    formAction="none"
                    loading={busy}
                    onClick={() => props.infer && take(props.infer)}
                  >
                    {text.infer}
                  </Button>
                )}
                <FileButton
                  accept=".json,application/json"
                  onChoose={([file]) => file && take(async () => schemaFromJson(await file.text()))}
                >
                  {text.upload}
                </FileButton>
                <Button formAction="none" onClick={() => setDialog('json')}>
                  {text.json}
                </Button>
                <Button
                  formAction="none"
                  disabled={selected.length === 0}
                  onClick={() => {
                    onChange(schema.filter(column => !selected.includes(column)));
                    setSelected([]);
                  }}
                >
                  {text.delete}
                </Button>
                <Button formAction="none" disabled={!one} onClick={() => setDialog('edit')}>
                  {text.edit}
                </Button>
                <Button formAction="none" onClick={() => setDialog('add')}>
                  {text.add}
                </Button>
              </SpaceBetween>
            }
          >
            {text.title}
          </Header>
        }
        columnDefinitions={[
          { id: 'number', header: text.number, cell: column => schema.indexOf(column) + 1 },
          { id: 'name', header: text.name, cell: column => column.name, isRowHeader: true },
          { id: 'type', header: text.type, cell: column => column.type },
          {
            id: 'key',
            header: text.partitionKey,
            cell: column => (column.partitionKey ? text.partitionKey : shared.none),
          },
          { id: 'comment', header: text.commentTitle, cell: column => column.comment },
        ]}
        empty={<EmptyState title={text.empty} />}
      />
      {dialog === 'add' && (
        <ColumnDialog
          others={schema}
          number={schema.length + 1}
          onSave={column => onChange([...schema, column])}
          onDismiss={close}
        />
      )}
      {dialog === 'edit' && one && (
        <ColumnDialog
          column={one}
          others={schema.filter(column => column !== one)}
          number={schema.indexOf(one) + 1}
          onSave={column => {
            onChange(schema.map(old => (old === one ? column : old)));
            setSelected([column]);
          }}
          onDismiss={close}
        />
      )}
      {dialog === 'json' && (
        <SchemaJsonDialog schema={schema} onApply={onChange} onDismiss={close} />
      )}
    </SpaceBetween>
  );
}
