import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import {
  otherOptions,
  withOtherOptions,
  withWriteOptions,
  WRITE_MODES,
  writeOptionsOf,
  type WriteOptions,
} from '../../../../model/database-node';
import { isObject, paths } from '../../../../model/graph';
import type { NodeKind } from '../../../../model/kinds';
import { forms } from '../../../../strings/node';
import { ColumnsField } from '../ColumnFields';
import type { FormContext } from '../context';
import { MapField } from '../ListFields';
import { TextField } from '../TextFields';
import { ConnectionParameter } from './ConnectionParameter';
import { MoreParameters } from './MoreParameters';

const text = forms.database;

/** A table of a database, and what becomes of the rows that it has. */
export function JdbcTargetForm({ context, kind }: { context: FormContext; kind: NodeKind }) {
  const { ConnectionTable, AdditionalOptions } = context.parameters;
  return (
    <SpaceBetween size="m">
      <ConnectionParameter context={context} />
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
      <WriteOptionFields context={context} />
      <MoreParameters
        context={context}
        kind={kind}
        names={['ConnectorName', 'ConnectionType', 'OutputSchemas']}
      >
        <FormField label={text.otherOptions} description={text.otherOptionsHelp} stretch>
          <MapField
            value={otherOptions(AdditionalOptions)}
            label={text.otherOptions}
            labelled
            onChange={next =>
              context.set(
                'AdditionalOptions',
                withOtherOptions(AdditionalOptions, isObject(next) ? next : {}),
              )
            }
          />
        </FormField>
      </MoreParameters>
    </SpaceBetween>
  );
}

function WriteOptionFields({ context }: { context: FormContext }) {
  const { AdditionalOptions } = context.parameters;
  const options = writeOptionsOf(AdditionalOptions);
  const set = (changed: Partial<WriteOptions>) =>
    context.set(
      'AdditionalOptions',
      withWriteOptions(AdditionalOptions, { ...options, ...changed }),
    );
  return (
    <SpaceBetween size="m">
      <FormField label={text.writeMode} errorText={context.errorOf('AdditionalOptions')} stretch>
        <RadioGroup
          value={options.mode}
          items={WRITE_MODES.map(value => ({
            value,
            label: text.writeModes[value],
            description: text.writeModeTexts[value],
          }))}
          onChange={({ detail }) =>
            set({ mode: WRITE_MODES.find(mode => mode === detail.value) ?? 'append' })
          }
        />
      </FormField>
      {options.mode === 'merge' && (
        <FormField label={text.mergeKeys} description={text.mergeKeysHelp} stretch>
          <ColumnsField
            value={options.keys.map(key => [key])}
            columns={context.columns}
            label={text.mergeKeys}
            labelled
            onChange={next => set({ keys: paths(next).map(path => path.join('.')) })}
          />
        </FormField>
      )}
      <Checkbox
        checked={options.createTable}
        description={text.createTableHelp}
        onChange={({ detail }) => set({ createTable: detail.checked })}
      >
        {text.createTable}
      </Checkbox>
    </SpaceBetween>
  );
}
