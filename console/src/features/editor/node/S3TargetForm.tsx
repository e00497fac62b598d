import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { setParameter } from '../../../model/edits';
import { isObject, type Json } from '../../../model/graph';
import type { NodeKind } from '../../../model/kinds';
import {
  catalogUpdateOf,
  COMPRESSIONS,
  compressionFor,
  withCatalogUpdate,
  type CatalogUpdate,
} from '../../../model/s3-target';
import { forms } from '../../../strings/node';
import { useEditorStore } from '../store';
import { DatabaseField } from './CatalogFields';
import { ColumnsField } from './ColumnFields';
import type { FormContext } from './context';
import { GeneratedForm } from './GeneratedForm';
import { S3PathField } from './S3Fields';
import { ChoiceField } from './TextFields';
import { textOf } from './value';

const text = forms.s3Target;
const OWN = ['Format', 'Compression', 'Path', 'SchemaChangePolicy', 'PartitionKeys'];
const UPDATES: CatalogUpdate[] = ['none', 'update', 'keep'];

/** Format, compression and place of the files, and what the Data Catalog learns of them. */
export function S3TargetForm({ context, kind }: { context: FormContext; kind: NodeKind }) {
  const store = useEditorStore();
  const format = textOf(context.parameters.Format) || 'parquet';
  const compression = textOf(context.parameters.Compression);
  const setFormat = (next: string) =>
    store.edit(nodes => {
      const formatted = setParameter(nodes, context.id, 'Format', next);
      const fitting = compressionFor(next, compression);
      return setParameter(formatted, context.id, 'Compression', fitting);
    });
  const formats = kind.Parameters.find(({ Name }) => Name === 'Format')?.Choices;
  return (
    <SpaceBetween size="m">
      {formats && (
        <FormField label={text.format} errorText={context.errorOf('Format')} stretch>
          <ChoiceField
            value={format}
            label={text.format}
            labelled
            choices={formats}
            labels={text.formats}
            required
            onChange={next => setFormat(String(next))}
          />
        </FormField>
      )}
      <FormField label={text.compression} errorText={context.errorOf('Compression')} stretch>
        <ChoiceField
          value={compression}
          label={text.compression}
          labelled
          choices={[...(COMPRESSIONS[format] ?? [])]}
          labels={text.compressions}
          required={false}
          onChange={next => context.set('Compression', next)}
        />
      </FormField>
      <FormField label={text.location} errorText={context.errorOf('Path')} stretch>
        <S3PathField
          value={context.parameters.Path}
          label={text.location}
          labelled
          onChange={next => context.set('Path', next)}
        />
      </FormField>
      <CatalogUpdateFields context={context} />
      <FormField label={text.partitionKeys} errorText={context.errorOf('PartitionKeys')} stretch>
        <ColumnsField
          value={context.parameters.PartitionKeys}
          columns={context.columns}
          label={text.partitionKeys}
          labelled
          onChange={next => context.set('PartitionKeys', next)}
        />
      </FormField>
      <GeneratedForm context={context} kind={kind} without={OWN} />
    </SpaceBetween>
  );
}

function CatalogUpdateFields({ context }: { context: FormContext }) {
  const policy = context.parameters.SchemaChangePolicy;
  const update = catalogUpdateOf(policy);
  const member = (name: string) => (isObject(policy) ? policy[name] : undefined);
  const set = (name: string, value: Json | undefined) =>
    context.set('SchemaChangePolicy', {
      ...(isObject(policy) ? policy : {}),
      [name]: value ?? '',
    });
  return (
    <>
      <FormField label={text.catalog} errorText={context.errorOf('SchemaChangePolicy')} stretch>
        <RadioGroup
          value={update}
          items={UPDATES.map(value => ({ value, label: text.updates[value] }))}
          onChange={({ detail }) => {
            const next = UPDATES.find(one => one === detail.value) ?? 'none';
            context.set('SchemaChangePolicy', withCatalogUpdate(policy, next));
          }}
        />
      </FormField>
      {update !== 'none' && (
        <>
          <FormField label={text.database} stretch>
            <DatabaseField
              value={member('Database')}
              label={text.database}
              labelled
              onChange={next => set('Database', next)}
            />
          </FormField>
          <FormField label={text.table} stretch>
            <Input
              value={textOf(member('Table'))}
              onChange={({ detail }) => set('Table', detail.value)}
            />
          </FormField>
        </>
      )}
    </>
  );
}
