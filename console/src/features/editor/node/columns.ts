import type { SelectProps } from '@cloudscape-design/components/select';
import type { ColumnPath } from '../../../model/graph';
import type { Column } from '../../../model/kinds';

/** Column paths as the options of a select: the value is the path as JSON. */
export function optionOf(path: ColumnPath, type?: string): SelectProps.Option {
  return {
    value: JSON.stringify(path),
    label: path.join('.'),
    ...(type === undefined ? {} : { description: type }),
  };
}

export function pathOf(option: { value?: string | undefined }): ColumnPath {
  return JSON.parse(option.value ?? '[]') as ColumnPath;
}

/** Options for columns; a path that is chosen but not (or no longer) known stays choosable. */
export function columnOptions(columns: Column[], chosen: ColumnPath[]): SelectProps.Option[] {
  const options = columns.map(column => optionOf([column.Name], column.Type));
  const known = new Set(options.map(option => option.value));
  const others = chosen.filter(path => path.length > 0).map(path => optionOf(path));
  return [...options, ...others.filter(option => !known.has(option.value))];
}
