import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import {
  hasOtherReadOptions,
  readOptionsOf,
  withReadOptions,
  type ReadOptions,
} from '../../../../model/database-node';
import { texts } from '../../../../model/graph';
import type { NodeKind } from '../../../../model/kinds';
import { forms } from '../../../../strings/node';
import { CodeField } from '../CodeField';
import type { FormContext } from '../context';
import { ListField } from '../ListFields';
import { ChoiceField, TextField } from '../TextFields';
import { textOf } from '../value';
import { ConnectionParameter } from './ConnectionParameter';
import { MoreParameters } from './MoreParameters';

const text = forms.database;

/** A table or a query of a database. */
export function JdbcSourceForm({ context, kind }: { context: FormContext; kind: NodeKind }) {
  const { AdditionalOptions } = context.parameters;
  const others = hasOtherReadOptions(AdditionalOptions) ? ['AdditionalOptions'] : [];
  return (
    <SpaceBetween size="m">
      <ConnectionParameter context={context} />
      <TableOrQuery context={context} />
      <ReadOptionFields context={context} />
      <MoreParameters
        context={context}
        kind={kind}
        names={['ConnectorName', 'ConnectionType', 'OutputSchemas', ...others]}
      />
    </SpaceBetween>
  );
}

function TableOrQuery({ context }: { context: FormContext }) {
  const { ConnectionTable, Query } = context.parameters;
  const [what, setWhat] = useState(textOf(Query) === '' ? 'table' : 'query');
  const choose = (next: string) => {
    setWhat(next);
    context.set(next === 'query' ? 'ConnectionTable' : 'Query', undefined);
  };
  return (
    <SpaceBetween size="m">
      <FormField label={text.read}>
        <RadioGroup
          value={what}
          items={[
            { value: 'table', label: text.readTable },
            { value: 'query', label: text.readQuery },
          ]}
          onChange={({ detail }) => choose(detail.value)}
        />
      </FormField>
      {what === 'table' ? (
        <FormField
          label={text.table}
          description={text.tableHelp}
          errorText={context.errorOf('ConnectionTable')}
          stretch
        >
          <TextField
            type="TEXT"
            value={ConnectionTable}
            label={text.table}
            labelled
            onChange={next => context.set('ConnectionTable', next)}
          />
        </FormField>
      ) : (
        <FormField
          label={text.query}
          description={text.queryHelp}
          errorText={context.errorOf('Query') ?? context.errorOf('ConnectionTable')}
          stretch
        >
          <CodeField
            language="sql"
            value={Query}
            label={text.query}
            labelled
            onChange={next => context.set('Query', next)}
          />
        </FormField>
      )}
    </SpaceBetween>
  );
}

function ReadOptionFields({ context }: { context: FormContext }) {
  const { AdditionalOptions } = context.parameters;
  const options = readOptionsOf(AdditionalOptions);
  const set = (changed: Partial<ReadOptions>) =>
    context.set(
      'AdditionalOptions',
      withReadOptions(AdditionalOptions, { ...options, ...changed }),
    );
  return (
    <SpaceBetween size="m">
      <FormField
        label={text.filter}
        description={text.filterHelp}
        errorText={context.errorOf('AdditionalOptions')}
        stretch
      >
        <TextField
          type="TEXT"
          value={options.filter}
          label={text.filter}
          labelled
          onChange={next => set({ filter: textOf(next) })}
        />
      </FormField>
      <FormField label={text.bookmarkKeys} description={text.bookmarkKeysHelp} stretch>
        <ListField
          value={options.bookmarkKeys}
          label={text.bookmarkKeys}
          labelled
          onChange={next => set({ bookmarkKeys: texts(next) })}
        />
      </FormField>
      <FormField label={text.sortOrder} stretch>
        <ChoiceField
          value={options.sortOrder}
          label={text.sortOrder}
          labelled
          choices={['asc', 'desc']}
          labels={text.sortOrders}
          required={false}
          onChange={next => set({ sortOrder: textOf(next) })}
        />
      </FormField>
    </SpaceBetween>
  );
}
