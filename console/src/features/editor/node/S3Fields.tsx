import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { texts } from '../../../model/graph';
import { field as text } from '../../../strings/node';
import { S3UriField } from '../../../ui/S3UriField';
import { textOf, type ValueProps } from './value';

export function S3PathField(props: ValueProps) {
  return (
    <S3UriField
      files
      value={textOf(props.value)}
      label={props.labelled ? undefined : props.label}
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
        <div key={at} className="job-s3-field">
          <S3UriField
            files
            value={path}
            label={paths.length === 1 ? props.label : `${props.label} ${at + 1}`}
            onChange={next => set(paths.with(at, next))}
          />
          {paths.length > 1 && (
            <Button
              variant="icon"
              iconName="remove"
              ariaLabel={text.removeValue(path)}
              onClick={() => set(paths.toSpliced(at, 1))}
            />
          )}
        </div>
      ))}
      <Button iconName="add-plus" onClick={() => set([...paths, ''])}>
        {text.addPath}
      </Button>
    </SpaceBetween>
  );
}
