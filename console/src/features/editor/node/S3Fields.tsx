import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { texts } from '../../../model/graph';
import { field as text } from '../../../strings/node';
import { S3Browser } from './S3Browser';
import { nameOf, textOf, type ValueProps } from './value';

function Location(props: {
  value: string;
  label: string;
  labelled?: boolean | undefined;
  onChange: (value: string) => void;
  onRemove?: () => void;
}) {
  const [open, setOpen] = useState(false);
  return (
    <div className="job-s3-field">
      <Input
        value={props.value}
        ariaLabel={nameOf(props)}
        placeholder={text.s3Placeholder}
        onChange={({ detail }) => props.onChange(detail.value)}
      />
      <Button onClick={() => setOpen(true)}>{text.browse}</Button>
      {props.onRemove && (
        <Button
          variant="icon"
          iconName="remove"
          ariaLabel={text.removeValue(props.value)}
          onClick={props.onRemove}
        />
      )}
      {open && (
        <S3Browser
          onDismiss={() => setOpen(false)}
          onChoose={path => {
            setOpen(false);
            props.onChange(path);
          }}
        />
      )}
    </div>
  );
}

export function S3PathField(props: ValueProps) {
  return (
    <Location
      value={textOf(props.value)}
      label={props.label}
      labelled={props.labelled}
      onChange={next => props.onChange(next === '' ? undefined : next)}
    />
  );
}

export function S3PathsField(props: ValueProps) {
  const known = texts(props.value);
  const paths = known.length === 0 ? [''] : known;
  const set = (next: string[]) => props.onChange(next.length === 0 ? undefined : next);
  return (
    <SpaceBetween size="xs">
      {paths.map((path, at) => (
        <Location
          key={at}
          value={path}
          label={paths.length === 1 ? props.label : `${props.label} ${at + 1}`}
          onChange={next => set(paths.map((other, place) => (place === at ? next : other)))}
          {...(paths.length > 1 && {
            onRemove: () => set(paths.filter((_, place) => place !== at)),
          })}
        />
      ))}
      <Button iconName="add-plus" onClick={() => set([...paths, ''])}>
        {text.addPath}
      </Button>
    </SpaceBetween>
  );
}
