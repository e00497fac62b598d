import Select from '@cloudscape-design/components/select';
import type { UseQueryResult } from '@tanstack/react-query';
import { field as text } from '../../../strings/node';
import { useDatabaseNames, useTableNames } from './catalog';
import { nameOf, textOf, type ValueProps } from './value';

/** Of a query, as a list to choose from shows it. */
export function statusOf(query: UseQueryResult): 'loading' | 'error' | 'finished' {
  if (query.isLoading) return 'loading';
  return query.isError ? 'error' : 'finished';
}

/** A database of the Data Catalog. */
export function DatabaseField(props: ValueProps) {
  const names = useDatabaseNames();
  const chosen = textOf(props.value);
  return (
    <Select
      selectedOption={chosen === '' ? null : { value: chosen, label: chosen }}
      options={(names.data ?? []).map(name => ({ value: name, label: name }))}
      placeholder={text.chooseDatabase}
      filteringType="auto"
      ariaLabel={nameOf(props)}
      filteringAriaLabel={text.filter}
      empty={text.noDatabases}
      statusType={statusOf(names)}
      loadingText={text.loadingDatabases}
      errorText={text.failed}
      recoveryText={text.filter}
      onLoadItems={() => void names.refetch()}
      onChange={({ detail }) => props.onChange(detail.selectedOption.value)}
    />
  );
}

/** A table of a database. */
export function TableField(props: ValueProps & { database: string }) {
  const names = useTableNames(props.database);
  const chosen = textOf(props.value);
  return (
    <Select
      selectedOption={chosen === '' ? null : { value: chosen, label: chosen }}
      options={(names.data ?? []).map(name => ({ value: name, label: name }))}
      placeholder={props.database === '' ? text.databaseFirst : text.chooseTable}
      disabled={props.database === ''}
      filteringType="auto"
      ariaLabel={nameOf(props)}
      filteringAriaLabel={text.filter}
      empty={text.noTables}
      statusType={statusOf(names)}
      loadingText={text.loadingTables}
      errorText={text.failed}
      onLoadItems={() => void names.refetch()}
      onChange={({ detail }) => props.onChange(detail.selectedOption.value)}
    />
  );
}
