import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import type { NewIndex } from '../../model/new-table';
import { catalog } from '../../strings/catalog';

const text = catalog.addTable;

/** Indexes over partition keys, of which a table may have none. */
export function PartitionIndexes(props: {
  keys: readonly string[];
  indexes: readonly NewIndex[];
  checked: boolean;
  onChange: (indexes: NewIndex[]) => void;
}) {
  const { keys, indexes, onChange } = props;
  const options = keys.map(value => ({ value, label: value }));
  const change = (at: number, values: Partial<NewIndex>) =>
    onChange(indexes.map((index, other) => (other === at ? { ...index, ...values } : index)));
  return (
    <Container
      header={
        <Header variant="h2" description={keys.length > 0 ? text.indexesHelp : text.noKeys}>
          {text.indexes}
        </Header>
      }
    >
      <AttributeEditor
        items={indexes}
        empty={text.noIndexes}
        addButtonText={text.addIndex}
        removeButtonText={text.removeIndex}
        disableAddButton={keys.length === 0}
        onAddButtonClick={() => onChange([...indexes, { name: '', keys: [] }])}
        onRemoveButtonClick={({ detail }) =>
          onChange(indexes.filter((_, at) => at !== detail.itemIndex))
        }
        definition={[
          {
            label: text.indexName,
            control: (index, at) => (
              <Input
                value={index.name}
                onChange={({ detail }) => change(at, { name: detail.value })}
              />
            ),
            errorText: index =>
              props.checked && (index.name.trim() === '' || index.keys.length === 0)
                ? text.indexIncomplete
                : null,
          },
          {
            label: text.indexKeys,
            control: (index, at) => (
              <Multiselect
                options={options}
                selectedOptions={options.filter(({ value }) => index.keys.includes(value))}
                onChange={({ detail }) =>
                  change(at, { keys: detail.selectedOptions.flatMap(({ value }) => value ?? []) })
                }
              />
            ),
          },
        ]}
      />
    </Container>
  );
}
