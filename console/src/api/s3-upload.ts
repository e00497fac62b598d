import { childrenOf, escapeXml, s3, s3Failure, s3Path, s3Xml, textOf } from './s3-request';
import { partsOf, type FilePart } from '../model/upload-parts';
import { ApiError, unreachable } from './error';

export interface UploadOptions {
  signal: AbortSignal;
  /** Bytes that the server has, of all. */
  onProgress: (sent: number) => void;
}

/** Files above this size go in parts, and can be taken up again where they stopped. */
export const MULTIPART_FROM = 16 * 1024 * 1024;
const PARTS_AT_ONCE = 3;

/** Uploads a file. A large one that was interrupted earlier goes on with the parts that are missing. */
export async function uploadFile(
  bucket: string,
  key: string,
  file: File,
  options: UploadOptions,
): Promise<void> {
  if (file.size <= MULTIPART_FROM) {
    await putBytes(s3Path(bucket, key), file, file.type, options.signal, options.onProgress);
    return;
  }
  await uploadInParts(bucket, key, file, options);
}

async function uploadInParts(
  bucket: string,
  key: string,
  file: File,
  { signal, onProgress }: UploadOptions,
): Promise<void> {
  const uploadId = await findOrStartUpload(bucket, key, file);
  const parts = partsOf(file.size);
  const there = await listParts(bucket, key, uploadId);
  const etags = new Map<number, string>();
  const sent = new Map<number, number>();
  const tell = () => onProgress([...sent.values()].reduce((sum, bytes) => sum + bytes, 0));
  const missing: FilePart[] = [];
  for (const part of parts) {
    const known = there.get(part.number);
    if (known?.size === part.end - part.start) {
      etags.set(part.number, known.etag);
      sent.set(part.number, known.size);
    } else {
      missing.push(part);
    }
  }
  tell();
  const sendNext = async (): Promise<void> => {
    for (let part = missing.shift(); part; part = missing.shift()) {
      const { number, start, end } = part;
      const path = s3Path(bucket, key, { partNumber: String(number), uploadId });
      const etag = await putBytes(path, file.slice(start, end), '', signal, bytes => {
        sent.set(number, bytes);
        tell();
      });
      etags.set(number, etag);
    }
  };
  try {
    await Promise.all(Array.from({ length: PARTS_AT_ONCE }, sendNext));
  } catch (error) {
    missing.length = 0; // the others end with the part that they are at
    throw error;
  }
  await completeUpload(bucket, key, uploadId, etags);
  localStorage.removeItem(memoryKey(bucket, key));
}

async function completeUpload(
  bucket: string,
  key: string,
  uploadId: string,
  etags: ReadonlyMap<number, string>,
): Promise<void> {
  const body = `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${[
    ...etags,
  ]
    .sort(([a], [b]) => a - b)
    .map(
      ([number, etag]) =>
        `<Part><PartNumber>${number}</PartNumber><ETag>${escapeXml(etag)}</ETag></Part>`,
    )
    .join('')}</CompleteMultipartUpload>`;
  const answer = await s3Xml(await s3({ method: 'POST', bucket, key, query: { uploadId }, body }));
  if (answer.localName === 'Error') {
    throw new ApiError(textOf(answer, 'Code'), textOf(answer, 'Message'), 200);
  }
}

// An upload that this browser began for the same file (name, size, time of change), if the server still
// has it; else a new one.
async function findOrStartUpload(bucket: string, key: string, file: File): Promise<string> {
  const same = `${file.size}/${file.lastModified}`;
  const memory = JSON.parse(localStorage.getItem(memoryKey(bucket, key)) ?? 'null') as {
    same: string;
    uploadId: string;
  } | null;
  if (memory?.same === same) {
    try {
      await listParts(bucket, key, memory.uploadId);
      return memory.uploadId;
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'NoSuchUpload')) throw error;
    }
  }
  const answer = await s3Xml(
    await s3({
      method: 'POST',
      bucket,
      key,
      query: { uploads: '' },
      headers: { 'Content-Type': file.type || 'application/octet-stream' },
    }),
  );
  const uploadId = textOf(answer, 'UploadId');
  localStorage.setItem(memoryKey(bucket, key), JSON.stringify({ same, uploadId }));
  return uploadId;
}

function memoryKey(bucket: string, key: string): string {
  return `tenon.upload.${bucket}/${key}`;
}

async function listParts(
  bucket: string,
  key: string,
  uploadId: string,
): Promise<Map<number, { size: number; etag: string }>> {
  const parts = new Map<number, { size: number; etag: string }>();
  let marker = '';
  do {
    const query = { uploadId, ...(marker && { 'part-number-marker': marker }) };
    const document = await s3Xml(await s3({ bucket, key, query }));
    for (const part of childrenOf(document, 'Part')) {
      parts.set(Number(textOf(part, 'PartNumber')), {
        size: Number(textOf(part, 'Size')),
        etag: textOf(part, 'ETag'),
      });
    }
    marker =
      textOf(document, 'IsTruncated') === 'true' ? textOf(document, 'NextPartNumberMarker') : '';
  } while (marker);
  return parts;
}

// XMLHttpRequest, since fetch tells nothing of how much has been sent. Returns the ETag.
function putBytes(
  path: string,
  bytes: Blob,
  contentType: string,
  signal: AbortSignal,
  onProgress: (sent: number) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open('PUT', path);
    request.setRequestHeader('Content-Type', contentType || 'application/octet-stream');
    request.upload.onprogress = event => onProgress(event.loaded);
    request.onload = () => {
      signal.removeEventListener('abort', abort);
      if (request.status === 200) {
        onProgress(bytes.size);
        resolve(request.getResponseHeader('ETag') ?? '');
      } else {
        reject(s3Failure(request.status, request.statusText, request.responseText));
      }
    };
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException('The upload was cancelled', 'AbortError'));
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    else request.send(bytes);
  });
}
