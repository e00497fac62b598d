import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { NewTable } from '../../model/new-table';
import { catalog } from '../../strings/catalog';
import { inferTableSchema } from './infer-schema';
import { PartitionIndexes } from './PartitionIndexes';
import { SchemaEditor } from './SchemaEditor';

const text = catalog.addTable;

/** The wizard's second step: columns, and indexes over the partition keys. */
export function DefineSchema(props: {
  table: NewTable;
  checked: boolean;
  onChange: (values: Partial<NewTable>) => void;
}) {
  const { table, checked, onChange } = props;
  const infer = inferTableSchema(table);
  const keys = table.schema.filter(column => column.partitionKey).map(column => column.name);
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{text.schemaSource}</Header>}>
        <RadioGroup
          value="define"
          ariaLabel={text.schemaSource}
          items={[{ value: 'define', label: text.define, description: text.defineText }]}
        />
      </Container>
      {checked && table.schema.length === keys.length && (
        <Alert type="error">{text.noColumns}</Alert>
      )}
      <SchemaEditor
        schema={table.schema}
        onChange={schema =>
          onChange({ schema, indexes: withoutKeys(table, new Set(partitionKeys(schema))) })
        }
        {...(infer && { infer })}
      />
      <PartitionIndexes
        keys={keys}
        indexes={table.indexes}
        checked={checked}
        onChange={indexes => onChange({ indexes })}
      />
    </SpaceBetween>
  );
}

function partitionKeys(schema: NewTable['schema']): string[] {
  return schema.filter(column => column.partitionKey).map(column => column.name);
}

// An index can only have keys that are there.
function withoutKeys(table: NewTable, keys: ReadonlySet<string>): NewTable['indexes'] {
  return table.indexes.map(index => ({
    ...index,
    keys: index.keys.filter(key => keys.has(key)),
  }));
}
