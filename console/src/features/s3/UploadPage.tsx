import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import FileDropzone from '@cloudscape-design/components/file-dropzone';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { formatBytes } from '../../model/format';
import { s3Pages } from '../../model/s3-pages';
import { s3Uri } from '../../model/s3-uri';
import { s3 } from '../../strings/s3';
import { shared } from '../../strings/shared';
import { CliCallSection } from '../../ui/CliCall';
import { FileButton } from '../../ui/FileButton';
import { usePage } from '../../ui/page';
import { RouteLink } from '../../ui/RouteLink';
import { startUploads, useUploads } from './uploads';
import { UploadsTable } from './UploadsTable';

const text = s3.uploading;

/** Chooses files for a folder, uploads them, and shows how far they are. */
export function UploadPage() {
  const { bucket = '' } = useParams();
  const [query] = useSearchParams();
  const prefix = query.get('prefix') ?? '';
  const destination = s3Uri({ bucket, key: prefix });
  usePage({
    title: text.title,
    contentType: 'form',
    breadcrumbs: [
      { text: s3.service, href: s3Pages.buckets },
      { text: s3.buckets.title, href: s3Pages.buckets },
      { text: bucket, href: s3Pages.bucket(bucket) },
      { text: text.title, href: s3Pages.upload(bucket, prefix) },
    ],
  });
  const navigate = useNavigate();
  const uploads = useUploads().filter(upload => upload.bucket === bucket);
  const [files, setFiles] = useState<File[]>([]);
  const add = (more: File[]) =>
    setFiles(before => [...before.filter(old => !more.some(sameName(old))), ...more]);
  const start = () => {
    startUploads(bucket, prefix, files);
    setFiles([]);
  };
  return (
    <ContentLayout header={<Header variant="h1">{text.title}</Header>}>
      <SpaceBetween size="l">
        <Container>
          <SpaceBetween size="m">
            <div>
              <Box variant="awsui-key-label">{text.destination}</Box>
              <RouteLink href={s3Pages.bucket(bucket, prefix)}>{destination}</RouteLink>
            </div>
            <FileDropzone onChange={({ detail }) => add(detail.value)}>
              <SpaceBetween size="s" alignItems="center">
                {text.drop}
                <FileButton multiple onChoose={add}>
                  {text.add}
                </FileButton>
              </SpaceBetween>
            </FileDropzone>
            <ChosenFiles
              files={files}
              onRemove={file => setFiles(before => before.filter(other => other !== file))}
            />
            <CliCallSection
              calls={files.map(file => ({ command: ['aws', 's3', 'cp', file.name, destination] }))}
            />
          </SpaceBetween>
        </Container>
        {uploads.length > 0 && <UploadsTable uploads={uploads} />}
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={() => void navigate(s3Pages.bucket(bucket, prefix))}>
              {uploads.length > 0 ? shared.close : shared.cancel}
            </Button>
            <Button
              variant="primary"
              disabled={files.length === 0}
              disabledReason={text.missing}
              onClick={start}
            >
              {text.submit}
            </Button>
          </SpaceBetween>
        </Box>
      </SpaceBetween>
    </ContentLayout>
  );
}

const sameName = (file: File) => (other: File) => other.name === file.name;

function ChosenFiles(props: { files: readonly File[]; onRemove: (file: File) => void }) {
  return (
    <Table
      variant="embedded"
      header={<Header counter={`(${props.files.length})`}>{text.header}</Header>}
      ariaLabels={{ tableLabel: text.header }}
      items={props.files}
      trackBy="name"
      empty={<Box textAlign="center">{text.missing}</Box>}
      columnDefinitions={[
        { id: 'name', header: text.name, cell: file => file.name, isRowHeader: true },
        { id: 'size', header: text.size, cell: file => formatBytes(file.size) },
        { id: 'type', header: text.type, cell: file => file.type || shared.none },
        {
          id: 'remove',
          header: shared.actions,
          cell: file => (
            <Button
              variant="icon"
              iconName="remove"
              ariaLabel={text.remove(file.name)}
              onClick={() => props.onRemove(file)}
            />
          ),
        },
      ]}
    />
  );
}
