import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Textarea from '@cloudscape-design/components/textarea';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { errorMessage } from '../../api/error';
import { glue } from '../../api/glue';
import { tenon } from '../../api/tenon';
import { formatBytes } from '../../model/format';
import { readUploadedJob, type NewJob } from '../../model/job-upload';
import { jobs as text } from '../../strings/jobs';
import { shared } from '../../strings/shared';
import { CliCallSection } from '../../ui/CliCall';
import { FileButton } from '../../ui/FileButton';
import { usePage } from '../../ui/page';
import { jobPages } from './pages';
import { refreshJobs } from './queries';

const LARGEST = 10 * 1024 * 1024;

/** Makes a job of a file: one of Glue Studio, or one of the API. */
export function UploadJobPage() {
  usePage({
    title: text.upload.title,
    contentType: 'form',
    help: text.help,
    breadcrumbs: [
      { text: text.service, href: jobPages.list },
      { text: text.title, href: jobPages.list },
      { text: text.upload.title, href: jobPages.upload },
    ],
  });
  const navigate = useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const [json, setJson] = useState('');
  const [name, setName] = useState<string | null>(null);
  const [checked, setChecked] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const read = useReadJob(json);
  const found = read.data ?? null;
  const Name = (name ?? found?.job.Name ?? '').trim();
  const job = found && { ...found.job, Name };

  const create = useMutation({
    mutationFn: (input: NewJob) => glue('CreateJob', input),
    onSuccess: async ({ Name }) => {
      await refreshJobs();
      await navigate(jobPages.job(Name));
    },
  });

  const choose = async (files: readonly File[]) => {
    const chosen = files[0] ?? null;
    setFile(chosen);
    setName(null);
    setTooLarge(chosen !== null && chosen.size > LARGEST);
    setJson(chosen && chosen.size <= LARGEST ? await chosen.text() : '');
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (job && Name) create.mutate(job);
  };

  return (
    <ContentLayout header={<Header variant="h1">{text.upload.title}</Header>}>
      <form onSubmit={submit}>
        <Form
          errorText={create.isError && `${text.upload.failed}: ${create.error.message}`}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" formAction="none" onClick={() => void navigate(jobPages.list)}>
                {shared.cancel}
              </Button>
              <Button variant="primary" loading={create.isPending || read.isFetching}>
                {text.upload.submit}
              </Button>
            </SpaceBetween>
          }
        >
          <Container>
            <SpaceBetween size="l">
              <Box variant="p">{text.upload.intro}</Box>
              <FormField
                label={text.upload.file}
                constraintText={text.upload.limit}
                errorText={
                  tooLarge
                    ? text.upload.tooLarge
                    : checked && json.trim() === '' && text.upload.missing
                }
              >
                <SpaceBetween direction="horizontal" size="s" alignItems="center">
                  <FileButton
                    accept=".json,application/json"
                    onChoose={files => void choose(files)}
                  >
                    {text.upload.choose}
                  </FileButton>
                  <Box color="text-body-secondary">
                    {file ? `${file.name}, ${formatBytes(file.size)}` : text.upload.noFile}
                  </Box>
                </SpaceBetween>
              </FormField>
              <FormField label={text.upload.paste} stretch>
                <Textarea
                  value={json}
                  rows={8}
                  spellcheck={false}
                  onChange={({ detail }) => {
                    setJson(detail.value);
                    setFile(null);
                    setName(null);
                    setTooLarge(false);
                  }}
                />
              </FormField>
              {read.isError && (
                <Alert type="error" header={text.upload.fault}>
                  {errorMessage(read.error)}
                </Alert>
              )}
              {found && (
                <>
                  <StatusIndicator type="success">
                    {text.upload.recognized[found.kind]}, {text.upload.nodes(nodesOf(found.job))}
                  </StatusIndicator>
                  {nodesOf(found.job) === 0 && <Alert type="warning">{text.upload.noGraph}</Alert>}
                  {found.warnings.length > 0 && (
                    <Alert type="warning" header={text.upload.warnings}>
                      <ul>
                        {found.warnings.map(warning => (
                          <li key={warning}>{warning}</li>
                        ))}
                      </ul>
                    </Alert>
                  )}
                  <FormField
                    label={text.upload.name}
                    errorText={checked && Name === '' && text.cloning.missing}
                  >
                    <Input
                      value={name ?? found.job.Name}
                      onChange={({ detail }) => setName(detail.value)}
                    />
                  </FormField>
                </>
              )}
              {job && (
                <CliCallSection calls={[{ service: 'glue', operation: 'CreateJob', input: job }]} />
              )}
            </SpaceBetween>
          </Container>
        </Form>
      </form>
    </ContentLayout>
  );
}

function nodesOf(job: NewJob): number {
  return Object.keys(job.CodeGenConfigurationNodes ?? {}).length;
}

interface ReadJob {
  kind: 'studio' | 'api';
  job: NewJob;
  warnings: string[];
}

function useReadJob(json: string) {
  return useQuery({
    queryKey: ['jobs', 'upload', json],
    enabled: json.trim() !== '',
    retry: false,
    gcTime: 0,
    queryFn: async ({ signal }): Promise<ReadJob> => {
      const read = readUploadedJob(json);
      if (read.kind === 'fault') throw new Error(read.message);
      if (read.kind === 'api') return { kind: 'api', job: read.job, warnings: [] };
      const answer = await tenon('ImportJob', { Document: read.document }, signal);
      return { kind: 'studio', job: answer.Job, warnings: answer.Warnings };
    },
  });
}
