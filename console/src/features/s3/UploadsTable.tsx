import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { formatBytes } from '../../model/format';
import { s3 } from '../../strings/s3';
import { shared } from '../../strings/shared';
import { cancelUpload, retryUpload, type Upload, type UploadState } from './uploads';

const text = s3.uploading;

const INDICATORS: Record<UploadState, StatusIndicatorProps.Type> = {
  waiting: 'pending',
  sending: 'in-progress',
  done: 'success',
  failed: 'error',
  cancelled: 'stopped',
};

/** Uploads that run or have ended, with what can be done about each. */
export function UploadsTable({ uploads }: { uploads: readonly Upload[] }) {
  return (
    <Table
      header={<Header counter={`(${uploads.length})`}>{text.progress}</Header>}
      ariaLabels={{ tableLabel: text.progress }}
      items={uploads}
      trackBy={upload => String(upload.id)}
      columnDefinitions={[
        { id: 'key', header: text.name, cell: upload => upload.key, isRowHeader: true },
        { id: 'size', header: text.size, cell: upload => formatBytes(upload.file.size) },
        { id: 'progress', header: text.progress, cell: upload => <State upload={upload} /> },
        { id: 'actions', header: shared.actions, cell: upload => <Action upload={upload} /> },
      ]}
    />
  );
}

function State({ upload }: { upload: Upload }) {
  if (upload.state === 'sending') {
    const percent = upload.file.size === 0 ? 100 : (100 * upload.sent) / upload.file.size;
    return <ProgressBar value={percent} ariaLabel={upload.key} />;
  }
  return (
    <StatusIndicator type={INDICATORS[upload.state]}>
      {text.states[upload.state]}
      {upload.error && `: ${upload.error}`}
    </StatusIndicator>
  );
}

function Action({ upload }: { upload: Upload }) {
  if (upload.state === 'done') return null;
  const running = upload.state === 'waiting' || upload.state === 'sending';
  return (
    <Button
      variant="icon"
      iconName={running ? 'close' : 'refresh'}
      ariaLabel={running ? text.cancel(upload.key) : text.retry(upload.key)}
      onClick={() => (running ? cancelUpload(upload.id) : retryUpload(upload.id))}
    />
  );
}
