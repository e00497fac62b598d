import { useSyncExternalStore } from 'react';
import { errorMessage, isAbort } from '../../api/error';
import { uploadFile } from '../../api/s3-upload';
import { formatBytes, plural } from '../../model/format';
import type { UploadFile } from '../../model/upload-files';
import { s3 } from '../../strings/s3';
import { dismiss, notify } from '../../ui/notifications';
import { refreshObjects } from './queries';

// Uploads go on while people look at other pages; they end with the window.

const text = s3.uploading;
const AT_ONCE = 2;
const NOTICE = 'uploads';

export type UploadState = keyof typeof text.states;

export interface Upload {
  id: number;
  bucket: string;
  key: string;
  file: File;
  state: UploadState;
  sent: number;
  error?: string;
}

let uploads: readonly Upload[] = [];
let lastId = 0;
const controllers = new Map<number, AbortController>();
const listeners = new Set<() => void>();

export function useUploads(): readonly Upload[] {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => uploads,
  );
}

/** Puts files into a folder of a bucket, each under its name or its place in its own folder. */
export function startUploads(bucket: string, prefix: string, files: readonly UploadFile[]): void {
  const added = files.map(({ path, file }): Upload => {
    lastId += 1;
    return { id: lastId, bucket, key: prefix + path, file, state: 'waiting', sent: 0 };
  });
  if (!uploads.some(isRunning)) uploads = [];
  change([...uploads, ...added]);
  startNext();
}

export function cancelUpload(id: number): void {
  controllers.get(id)?.abort();
  const upload = uploads.find(candidate => candidate.id === id);
  if (upload?.state === 'waiting') update(id, { state: 'cancelled' });
}

/** Once more, from where a large file stopped. */
export function retryUpload(id: number): void {
  update(id, { state: 'waiting', sent: 0 });
  startNext();
}

export function isRunning(upload: Upload): boolean {
  return upload.state === 'waiting' || upload.state === 'sending';
}

function startNext(): void {
  while (uploads.filter(upload => upload.state === 'sending').length < AT_ONCE) {
    const next = uploads.find(upload => upload.state === 'waiting');
    if (!next) break;
    void send(next);
  }
}

async function send(upload: Upload): Promise<void> {
  const { id, bucket, key, file } = upload;
  const controller = new AbortController();
  controllers.set(id, controller);
  update(id, { state: 'sending' });
  try {
    await uploadFile(bucket, key, file, {
      signal: controller.signal,
      onProgress: sent => update(id, { sent }),
    });
    update(id, { state: 'done', sent: file.size });
  } catch (error) {
    if (isAbort(error)) update(id, { state: 'cancelled' });
    else update(id, { state: 'failed', error: errorMessage(error) });
  } finally {
    controllers.delete(id);
    void refreshObjects(bucket);
    startNext();
  }
}

function update(id: number, values: Partial<Upload>): void {
  change(uploads.map(upload => (upload.id === id ? { ...upload, ...values } : upload)));
}

function change(next: readonly Upload[]): void {
  uploads = next;
  listeners.forEach(listener => listener());
  tell();
}

// One notice for all, which the pages show.
function tell(): void {
  const failed = uploads.filter(upload => upload.state === 'failed').length;
  const done = uploads.filter(upload => upload.state === 'done').length;
  if (uploads.some(isRunning)) {
    const sent = uploads.reduce((sum, upload) => sum + upload.sent, 0);
    const total = uploads.reduce((sum, upload) => sum + upload.file.size, 0);
    const content = text.running(done, uploads.length, formatBytes(sent), formatBytes(total));
    notify({ id: NOTICE, type: 'in-progress', content });
  } else if (failed > 0) {
    const content = text.failed(String(failed), plural(uploads.length, 'file'));
    notify({ id: NOTICE, type: 'error', content });
  } else if (done > 0) {
    notify({ id: NOTICE, type: 'success', content: text.finished(plural(done, 'file')) });
  } else {
    dismiss(NOTICE);
  }
}
