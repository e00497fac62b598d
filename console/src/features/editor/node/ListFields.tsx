import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Input from '@cloudscape-design/components/input';
import { isObject, texts } from '../../../model/graph';
import { field as text } from '../../../strings/node';
import { textOf, type ValueProps } from './value';

/** Texts, one a line. */
export function ListField(props: ValueProps) {
  const items = texts(props.value);
  const set = (next: string[]) => props.onChange(next.length === 0 ? undefined : next);
  return (
    <AttributeEditor
      items={items}
      addButtonText={text.addValue}
      removeButtonText={text.remove}
      removeButtonAriaLabel={item => text.removeValue(item)}
      empty=""
      onAddButtonClick={() => set([...items, ''])}
      onRemoveButtonClick={({ detail }) => set(items.filter((_, at) => at !== detail.itemIndex))}
      definition={[
        {
          control: (item, at) => (
            <Input
              value={item}
              ariaLabel={`${props.label} ${at + 1}`}
              onChange={({ detail }) =>
                set(items.map((other, place) => (place === at ? detail.value : other)))
              }
            />
          ),
        },
      ]}
    />
  );
}

/** Texts by texts. */
export function MapField(props: ValueProps) {
  const entries = Object.entries(isObject(props.value) ? props.value : {}).map(
    ([key, value]): [string, string] => [key, textOf(value)],
  );
  const set = (next: [string, string][]) =>
    props.onChange(next.length === 0 ? undefined : Object.fromEntries(next));
  const changed = (at: number, entry: [string, string]) =>
    set(entries.map((other, place) => (place === at ? entry : other)));
  return (
    <AttributeEditor
      items={entries}
      addButtonText={text.addEntry}
      removeButtonText={text.remove}
      removeButtonAriaLabel={([key]) => text.removeValue(key)}
      empty=""
      onAddButtonClick={() => set([...entries, ['', '']])}
      onRemoveButtonClick={({ detail }) => set(entries.filter((_, at) => at !== detail.itemIndex))}
      definition={[
        {
          label: text.key,
          control: ([key, value], at) => (
            <Input
              value={key}
              ariaLabel={`${props.label}, ${text.key} ${at + 1}`}
              onChange={({ detail }) => changed(at, [detail.value, value])}
            />
          ),
        },
        {
          label: text.value,
          control: ([key, value], at) => (
            <Input
              value={value}
              ariaLabel={`${props.label}, ${text.value} ${at + 1}`}
              onChange={({ detail }) => changed(at, [key, detail.value])}
            />
          ),
        },
      ]}
    />
  );
}
