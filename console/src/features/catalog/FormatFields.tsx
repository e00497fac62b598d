import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import {
  DATA_FORMATS,
  DELIMITERS,
  type DataFormat,
  type DelimiterName,
  type FormatChoice,
} from '../../model/table-format';
import { catalog } from '../../strings/catalog';

const text = catalog.addTable;
const DELIMITER_OPTIONS = (Object.keys(DELIMITERS) as DelimiterName[]).map(value => ({
  value,
  label: text.delimiters[value],
}));

/** What the files of a table are, and what belongs to that format. */
export function FormatFields(props: {
  format: FormatChoice;
  checked: boolean;
  onChange: (format: FormatChoice) => void;
}) {
  const { format } = props;
  const change = (values: Partial<FormatChoice>) => props.onChange({ ...format, ...values });
  return (
    <SpaceBetween size="l">
      <FormField label={text.classification}>
        <RadioGroup
          value={format.format}
          onChange={({ detail }) => change({ format: detail.value as DataFormat })}
          items={DATA_FORMATS.map(value => ({ value, label: text.formats[value] }))}
        />
      </FormField>
      {format.format === 'csv' && (
        <>
          <FormField label={text.delimiter}>
            <Select
              options={DELIMITER_OPTIONS}
              selectedOption={
                DELIMITER_OPTIONS.find(({ value }) => value === format.delimiter) ?? null
              }
              onChange={({ detail }) =>
                change({ delimiter: detail.selectedOption.value as DelimiterName })
              }
            />
          </FormField>
          <Checkbox
            checked={format.header}
            onChange={({ detail }) => change({ header: detail.checked })}
          >
            {text.header}
          </Checkbox>
        </>
      )}
      {format.format === 'xml' && (
        <FormField
          label={text.rowTag}
          constraintText={text.rowTagHelp}
          errorText={props.checked && !format.rowTag.trim() ? text.rowTagMissing : undefined}
        >
          <Input
            value={format.rowTag}
            onChange={({ detail }) => change({ rowTag: detail.value })}
            spellcheck={false}
          />
        </FormField>
      )}
    </SpaceBetween>
  );
}
