import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { Database } from '../../api/glue-catalog';
import { catalogPages } from '../../model/catalog-pages';
import { query as text } from '../../strings/query';
import { shared } from '../../strings/shared';
import { RouteLink } from '../../ui/RouteLink';
import type { TablesOf } from './catalog-names';
import { TableTree, type TableAction } from './TableTree';

/** At the left of the editor: which database is meant, and a tree of what can be queried. */
export function DataPanel(props: {
  databases: UseQueryResult<Database[]>;
  loaded: Map<string, TablesOf>;
  database: string;
  onDatabase: (database: string) => void;
  expanded: readonly string[];
  onExpanded: (expanded: readonly string[]) => void;
  onAction: TableAction;
  onInsert: (text: string) => void;
}) {
  const { databases, loaded } = props;
  const [filter, setFilter] = useState('');
  const names = databases.data?.map(({ Name }) => Name) ?? [];
  const options = [
    { value: '', label: text.data.noDatabase },
    ...names.map(value => ({ value, label: value })),
  ];
  const selected = options.find(({ value }) => value === props.database) ?? {
    value: props.database,
    label: props.database,
  };
  const refresh = () => {
    void databases.refetch();
    loaded.forEach(({ refetch }) => void refetch());
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button
              iconName="refresh"
              variant="icon"
              ariaLabel={text.data.refresh}
              onClick={refresh}
            />
          }
        >
          {text.data.title}
        </Header>
      }
    >
      <SpaceBetween size="s">
        <FormField label={text.data.database} description={text.data.databaseText}>
          <Select
            selectedOption={selected}
            options={options}
            onChange={({ detail }) => props.onDatabase(detail.selectedOption.value ?? '')}
            filteringType={names.length > 10 ? 'auto' : 'none'}
            statusType={databases.isPending ? 'loading' : 'finished'}
            loadingText={text.data.loadingDatabases}
          />
        </FormField>
        <Input
          type="search"
          value={filter}
          onChange={({ detail }) => setFilter(detail.value)}
          placeholder={text.data.find}
          ariaLabel={text.data.find}
        />
        {databases.isError && (
          <Alert
            type="error"
            header={text.data.failedDatabases}
            action={<Button onClick={() => void databases.refetch()}>{shared.retry}</Button>}
          >
            {databases.error.message}
          </Alert>
        )}
        {databases.data?.length === 0 && (
          <Box color="text-body-secondary">
            {text.data.noDatabases}{' '}
            <RouteLink href={catalogPages.addDatabase}>{text.data.createDatabase}</RouteLink>
          </Box>
        )}
        {names.length > 0 && (
          <TableTree
            databases={names}
            loaded={loaded}
            filter={filter.trim().toLowerCase()}
            expanded={props.expanded}
            onExpanded={props.onExpanded}
            onAction={props.onAction}
            onInsert={props.onInsert}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}
