import Box from '@cloudscape-design/components/box';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorMessage } from '../../api/error';
import { readObjectStart } from '../../api/s3';
import { formatBytes } from '../../model/format';
import {
  fileGraph,
  guessCsv,
  previewKind,
  PREVIEW_NODE,
  type CsvForm,
} from '../../model/preview-source';
import { s3Uri } from '../../model/s3-uri';
import { s3 } from '../../strings/s3';
import { DataPreview } from '../../ui/DataPreview';
import { Failure } from '../../ui/Failure';
import { Loading } from '../../ui/Loading';

const text = s3.object;
const START = 64 * 1024;

interface FileName {
  bucket: string;
  objectKey: string;
}

/** The rows of a file that a job could read; of a text, its beginning. */
export function FilePreview({ bucket, objectKey, size }: FileName & { size: number }) {
  const kind = previewKind(objectKey);
  if (kind === 'csv') return <CsvPreview bucket={bucket} objectKey={objectKey} />;
  if (kind) {
    const uri = s3Uri({ bucket, key: objectKey });
    return (
      <DataPreview
        graph={fileGraph(uri, kind, { separator: 'comma', header: false })}
        nodeId={PREVIEW_NODE}
      />
    );
  }
  return <TextPreview bucket={bucket} objectKey={objectKey} size={size} />;
}

function useStart({ bucket, objectKey }: FileName) {
  return useQuery({
    queryKey: ['s3', 'start', bucket, objectKey],
    queryFn: ({ signal }) => readObjectStart(bucket, objectKey, START, signal),
  });
}

function CsvPreview(file: FileName) {
  const start = useStart(file);
  const [chosen, setChosen] = useState<CsvForm | null>(null);
  if (start.isPending) return <Loading />;
  if (start.isError) {
    return <Failure message={errorMessage(start.error)} onRetry={() => void start.refetch()} />;
  }
  const form = chosen ?? guessCsv(start.data);
  const options = (Object.keys(text.delimiters) as CsvForm['separator'][]).map(value => ({
    value,
    label: text.delimiters[value],
  }));
  return (
    <SpaceBetween size="m">
      <SpaceBetween direction="horizontal" size="l" alignItems="end">
        <FormField label={text.delimiter}>
          <Select
            options={options}
            selectedOption={options.find(({ value }) => value === form.separator) ?? null}
            onChange={({ detail }) =>
              setChosen({
                ...form,
                separator: detail.selectedOption.value as CsvForm['separator'],
              })
            }
          />
        </FormField>
        <Checkbox
          checked={form.header}
          onChange={({ detail }) => setChosen({ ...form, header: detail.checked })}
        >
          {text.header}
        </Checkbox>
      </SpaceBetween>
      <DataPreview
        graph={fileGraph(s3Uri({ bucket: file.bucket, key: file.objectKey }), 'csv', form)}
        nodeId={PREVIEW_NODE}
      />
    </SpaceBetween>
  );
}

function TextPreview(file: FileName & { size: number }) {
  const start = useStart(file);
  if (start.isPending) return <Loading />;
  if (start.isError) {
    return <Failure message={errorMessage(start.error)} onRetry={() => void start.refetch()} />;
  }
  // A file that is no text has characters that none has.
  if (start.data.includes('\0') || start.data.includes('\ufffd')) {
    return <Box padding="l">{text.noPreview}</Box>;
  }
  return (
    <Container>
      {file.size > START && (
        <Box color="text-body-secondary">{text.textStart(formatBytes(START))}</Box>
      )}
      <pre style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {start.data}
      </pre>
    </Container>
  );
}
