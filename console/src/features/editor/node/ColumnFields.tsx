import Multiselect from '@cloudscape-design/components/multiselect';
import Select from '@cloudscape-design/components/select';
import { paths, texts } from '../../../model/graph';
import type { Column } from '../../../model/kinds';
import { field as text } from '../../../strings/node';
import { columnOptions, optionOf, pathOf } from './columns';
import type { FormInput } from './context';
import { nameOf, textOf, type ValueProps } from './value';

/** One column of the inputs. */
export function ColumnField(props: ValueProps & { columns: Column[]; required: boolean }) {
  const path = texts(props.value);
  const options = columnOptions(props.columns, [path]);
  return (
    <Select
      selectedOption={path.length === 0 ? null : optionOf(path)}
      options={props.required ? options : [{ value: '[]', label: text.none }, ...options]}
      placeholder={text.chooseColumn}
      filteringType="auto"
      ariaLabel={nameOf(props)}
      filteringAriaLabel={text.filter}
      onChange={({ detail }) => {
        const next = pathOf(detail.selectedOption);
        props.onChange(next.length === 0 ? undefined : next);
      }}
    />
  );
}

/** Several columns, in the order of choosing. */
export function ColumnsField(props: ValueProps & { columns: Column[] }) {
  const chosen = paths(props.value);
  return (
    <Multiselect
      selectedOptions={chosen.map(path => optionOf(path))}
      options={columnOptions(props.columns, chosen)}
      placeholder={text.chooseColumns}
      filteringType="auto"
      ariaLabel={nameOf(props)}
      filteringAriaLabel={text.filter}
      deselectAriaLabel={option => text.deselect(option.label ?? '')}
      onChange={({ detail }) => props.onChange(detail.selectedOptions.map(pathOf))}
    />
  );
}

/** One of the inputs. */
export function NodeField(props: ValueProps & { inputs: FormInput[] }) {
  const chosen = textOf(props.value);
  const options = props.inputs.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      selectedOption={options.find(option => option.value === chosen) ?? null}
      options={options}
      placeholder={text.choose}
      ariaLabel={nameOf(props)}
      onChange={({ detail }) => props.onChange(detail.selectedOption.value)}
    />
  );
}
