import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { changeKind } from '../../../model/edits';
import { S3_CATALOG_SOURCE, S3_FILE_SOURCES, type NodeKind } from '../../../model/kinds';
import { forms } from '../../../strings/node';
import { useKinds } from '../kinds';
import { useEditorStore } from '../store';
import type { FormContext } from './context';
import { GeneratedForm } from './GeneratedForm';
import { ChoiceField } from './TextFields';

const text = forms.s3Source;

/** One node to people, several kinds to the API: by catalog table, or by format of the files. */
export function S3SourceForm({ context, kind }: { context: FormContext; kind: NodeKind }) {
  const store = useEditorStore();
  const kinds = useKinds();
  const choose = (name: string) => {
    const next = kinds.find(name);
    if (next) store.edit(nodes => changeKind(nodes, context.id, next));
  };
  const isCatalog = kind.Name === S3_CATALOG_SOURCE;
  return (
    <SpaceBetween size="m">
      <FormField label={text.type}>
        <RadioGroup
          value={isCatalog ? 'catalog' : 'location'}
          items={[
            { value: 'location', label: text.location },
            { value: 'catalog', label: text.catalog },
          ]}
          onChange={({ detail }) =>
            choose(detail.value === 'catalog' ? S3_CATALOG_SOURCE : 'S3CsvSource')
          }
        />
      </FormField>
      {!isCatalog && (
        <FormField label={text.format} stretch>
          <ChoiceField
            value={kind.Name}
            label={text.format}
            labelled
            choices={S3_FILE_SOURCES.filter(name => kinds.find(name)?.RunsHere)}
            labels={text.formats}
            required
            onChange={next => choose(String(next))}
          />
        </FormField>
      )}
      <GeneratedForm context={context} kind={kind} />
    </SpaceBetween>
  );
}
