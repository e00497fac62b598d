import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { Column, Partition } from '../../api/glue-catalog';
import { catalog } from '../../strings/catalog';
import { ResourceTable, type ResourceColumn } from '../../ui/ResourceTable';
import { Time } from '../../ui/Time';
import { usePartitions } from './queries';
import { LocationLink } from './TablesTable';

const text = catalog.partitions;

/** The partitions of a table, all or those that an expression over the keys is true for. */
export function TablePartitions(props: {
  database: string;
  table: string;
  keys: readonly Column[];
}) {
  const [typed, setTyped] = useState('');
  const [expression, setExpression] = useState('');
  const partitions = usePartitions(props.database, props.table, expression);
  if (props.keys.length === 0) return <Box padding="l">{text.none}</Box>;
  const columns: ResourceColumn<Partition>[] = [
    ...props.keys.map((key, index) => ({
      id: key.Name,
      header: key.Name,
      cell: (partition: Partition) => partition.Values[index],
      text: (partition: Partition) => partition.Values[index],
    })),
    {
      id: 'location',
      header: text.location,
      cell: partition => <LocationLink location={partition.StorageDescriptor?.Location} />,
      text: partition => partition.StorageDescriptor?.Location,
    },
    {
      id: 'created',
      header: text.created,
      cell: partition => <Time at={partition.CreationTime} />,
      text: partition => partition.CreationTime,
    },
  ];
  return (
    <SpaceBetween size="m">
      <form
        onSubmit={event => {
          event.preventDefault();
          setExpression(typed.trim());
        }}
      >
        <FormField
          label={text.expression}
          description={text.expressionHelp}
          secondaryControl={<Button>{text.apply}</Button>}
        >
          <Input
            value={typed}
            onChange={({ detail }) => setTyped(detail.value)}
            spellcheck={false}
          />
        </FormField>
      </form>
      <ResourceTable
        things="partitions"
        title={text.title}
        headingLevel="h2"
        variant="embedded"
        loaded={partitions}
        columns={columns}
        keyOf={partition => partition.Values.join('/')}
        urlPrefix="partitions-"
      />
    </SpaceBetween>
  );
}
