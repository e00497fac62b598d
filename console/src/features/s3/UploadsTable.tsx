import { useCollection } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { formatBytes } from '../../model/format';
import { s3 } from '../../strings/s3';
import { shared } from '../../strings/shared';
import { cancelUpload, isRunning, retryUpload, type Upload, type UploadState } from './uploads';

const text = s3.uploading;
const PAGE = 50;

const INDICATORS: Record<UploadState, StatusIndicatorProps.Type> = {
  waiting: 'pending',
  sending: 'in-progress',
  done: 'success',
  failed: 'error',
  cancelled: 'stopped',
};

/** Uploads that run or have ended, with what can be done about each. */
export function UploadsTable({ uploads }: { uploads: readonly Upload[] }) {
  const { items, paginationProps } = useCollection(uploads, { pagination: { pageSize: PAGE } });
  return (
    <Table
      header={
        <Header counter={`(${uploads.length})`} actions={<ActionsOfAll uploads={uploads} />}>
          {text.progress}
        </Header>
      }
      ariaLabels={{ tableLabel: text.progress }}
      items={items}
      {...(uploads.length > PAGE && { pagination: <Pagination {...paginationProps} /> })}
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

/** Of many files at once, as a folder has them. */
function ActionsOfAll({ uploads }: { uploads: readonly Upload[] }) {
  const running = uploads.filter(isRunning);
  const ended = uploads.filter(({ state }) => state === 'failed' || state === 'cancelled');
  if (uploads.length < 2) return null;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button
        disabled={running.length === 0}
        onClick={() => running.forEach(({ id }) => cancelUpload(id))}
      >
        {text.cancelAll}
      </Button>
      <Button
        disabled={ended.length === 0}
        onClick={() => ended.forEach(({ id }) => retryUpload(id))}
      >
        {text.retryAll}
      </Button>
    </SpaceBetween>
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
  const running = isRunning(upload);
  return (
    <Button
      variant="icon"
      iconName={running ? 'close' : 'refresh'}
      ariaLabel={running ? text.cancel(upload.key) : text.retry(upload.key)}
      onClick={() => (running ? cancelUpload(upload.id) : retryUpload(upload.id))}
    />
  );
}
