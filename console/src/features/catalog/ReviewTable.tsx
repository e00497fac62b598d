import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { createTableInput, type NewTable } from '../../model/new-table';
import { catalog } from '../../strings/catalog';
import { shared } from '../../strings/shared';
import { CliCallSection } from '../../ui/CliCall';
import { SchemaView } from './SchemaView';

const text = catalog.addTable;

/** The wizard's last step: everything once more, with ways back. */
export function ReviewTable({
  table,
  onEdit,
}: {
  table: NewTable;
  onEdit: (step: number) => void;
}) {
  const input = createTableInput(table);
  return (
    <SpaceBetween size="l">
      <Container header={<StepHeader title={text.steps.properties} onEdit={() => onEdit(0)} />}>
        <KeyValuePairs
          columns={3}
          items={[
            { label: text.name, value: table.name },
            { label: text.database, value: table.database },
            { label: text.description, value: table.description || shared.none },
            { label: text.path, value: table.location },
            { label: text.classification, value: text.formats[table.format.format] },
            ...(table.format.format === 'csv'
              ? [{ label: text.delimiter, value: text.delimiters[table.format.delimiter] }]
              : []),
          ]}
        />
      </Container>
      <Container header={<StepHeader title={text.steps.schema} onEdit={() => onEdit(1)} />}>
        <SpaceBetween size="m">
          <SchemaView schema={table.schema} />
          <KeyValuePairs
            items={[
              {
                label: text.indexes,
                value:
                  table.indexes
                    .map(({ name, keys }) => `${name} (${keys.join(', ')})`)
                    .join('; ') || text.noIndexes,
              },
            ]}
          />
        </SpaceBetween>
      </Container>
      <CliCallSection calls={[{ service: 'glue', operation: 'CreateTable', input }]} />
    </SpaceBetween>
  );
}

function StepHeader({ title, onEdit }: { title: string; onEdit: () => void }) {
  return (
    <Header
      variant="h2"
      actions={
        <Button onClick={onEdit} ariaLabel={text.editStep(title)}>
          {text.edit}
        </Button>
      }
    >
      {title}
    </Header>
  );
}
