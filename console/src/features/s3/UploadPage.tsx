import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { CliCall } from '../../model/cli';
import { s3Pages } from '../../model/s3-pages';
import { s3Uri } from '../../model/s3-uri';
import { chosenFiles, topLevel, withFiles, type UploadFile } from '../../model/upload-files';
import { s3 } from '../../strings/s3';
import { shared } from '../../strings/shared';
import { CliCallSection } from '../../ui/CliCall';
import { FileButton } from '../../ui/FileButton';
import { FolderDropzone } from '../../ui/FolderDropzone';
import { usePage } from '../../ui/page';
import { RouteLink } from '../../ui/RouteLink';
import { ChosenFiles } from './ChosenFiles';
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
  const [files, setFiles] = useState<UploadFile[]>([]);
  const add = (more: UploadFile[]) => setFiles(before => withFiles(before, more));
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
            <FolderDropzone onDrop={add}>
              <SpaceBetween size="s" alignItems="center">
                {text.drop}
                <SpaceBetween direction="horizontal" size="xs">
                  <FileButton multiple onChoose={more => add(chosenFiles(more))}>
                    {text.add}
                  </FileButton>
                  <FileButton folder iconName="folder" onChoose={more => add(chosenFiles(more))}>
                    {text.addFolder}
                  </FileButton>
                </SpaceBetween>
              </SpaceBetween>
            </FolderDropzone>
            <ChosenFiles
              files={files}
              onRemove={file => setFiles(before => before.filter(other => other !== file))}
            />
            <CliCallSection calls={callsOf(files, destination)} />
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

function callsOf(files: readonly UploadFile[], destination: string): CliCall[] {
  return topLevel(files).map(name =>
    name.endsWith('/')
      ? { command: ['aws', 's3', 'cp', name, destination + name, '--recursive'] }
      : { command: ['aws', 's3', 'cp', name, destination] },
  );
}
