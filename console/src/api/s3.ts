import { allPages } from './pages';
import { childrenOf, escapeXml, s3, s3Xml, textOf } from './s3-request';
import { crc32 } from '../model/crc32';

export interface Bucket {
  name: string;
  /** Epoch seconds. */
  created: number;
}

export interface S3Object {
  key: string;
  size: number;
  /** Epoch seconds. */
  modified: number;
  etag: string;
}

export interface Listing {
  folders: string[];
  objects: S3Object[];
  /** What to go on from, where there is more. */
  next: string | undefined;
}

export async function listBuckets(signal?: AbortSignal): Promise<Bucket[]> {
  const document = await s3Xml(await s3({ signal }));
  const buckets = childrenOf(document, 'Buckets')[0];
  return (buckets ? childrenOf(buckets, 'Bucket') : []).map(bucket => ({
    name: textOf(bucket, 'Name'),
    created: seconds(textOf(bucket, 'CreationDate')),
  }));
}

/** Makes a bucket as the S3 console does: ACLs disabled, all public access blocked. */
export async function createBucket(bucket: string): Promise<void> {
  await s3({
    method: 'PUT',
    bucket,
    headers: { 'x-amz-object-ownership': 'BucketOwnerEnforced' },
  });
  const flags = [
    'BlockPublicAcls',
    'IgnorePublicAcls',
    'BlockPublicPolicy',
    'RestrictPublicBuckets',
  ];
  await s3({
    method: 'PUT',
    bucket,
    query: { publicAccessBlock: '' },
    body: `<PublicAccessBlockConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${flags
      .map(flag => `<${flag}>true</${flag}>`)
      .join('')}</PublicAccessBlockConfiguration>`,
  });
}

export async function deleteBucket(bucket: string): Promise<void> {
  await s3({ method: 'DELETE', bucket });
}

/** One page of what a folder holds, or with `deep` of everything below it. */
export async function listObjects(
  bucket: string,
  prefix: string,
  options: { token?: string | undefined; deep?: boolean; most?: number; signal?: AbortSignal } = {},
): Promise<Listing> {
  const query: Record<string, string> = {
    'list-type': '2',
    prefix,
    'encoding-type': 'url',
    'max-keys': String(options.most ?? 1000),
  };
  if (!options.deep) query['delimiter'] = '/';
  if (options.token) query['continuation-token'] = options.token;
  const document = await s3Xml(await s3({ bucket, query, signal: options.signal }));
  return {
    folders: childrenOf(document, 'CommonPrefixes').map(folder => keyOf(folder, 'Prefix')),
    objects: childrenOf(document, 'Contents').map(object => ({
      key: keyOf(object, 'Key'),
      size: Number(textOf(object, 'Size')),
      modified: seconds(textOf(object, 'LastModified')),
      etag: textOf(object, 'ETag').replaceAll('"', ''),
    })),
    next: textOf(document, 'NextContinuationToken') || undefined,
  };
}

/** Every object below a prefix, up to a limit. */
export function listAllObjects(
  bucket: string,
  prefix: string,
  limit?: number,
): Promise<S3Object[]> {
  return allPages(async token => {
    const { objects, next } = await listObjects(bucket, prefix, { token, deep: true });
    return { items: objects, next };
  }, limit);
}

/** Deletes objects, a thousand in one call. Throws what the server says of the first that it refuses. */
export async function deleteObjects(
  bucket: string,
  keys: readonly string[],
  onDone: (count: number) => void = () => {},
): Promise<void> {
  for (let at = 0; at < keys.length; at += 1000) {
    const part = keys.slice(at, at + 1000);
    const body = new TextEncoder().encode(
      `<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Quiet>true</Quiet>${part
        .map(key => `<Object><Key>${escapeXml(key)}</Key></Object>`)
        .join('')}</Delete>`,
    );
    const headers = { 'x-amz-checksum-crc32': crc32(body) };
    const answer = await s3Xml(
      await s3({ method: 'POST', bucket, query: { delete: '' }, headers, body }),
    );
    const refused = childrenOf(answer, 'Error')[0];
    if (refused) throw new Error(`${textOf(refused, 'Key')}: ${textOf(refused, 'Message')}`);
    onDone(at + part.length);
  }
}

/** A folder of the S3 console: an empty object whose key ends with a slash. */
export async function createFolder(bucket: string, prefix: string): Promise<void> {
  await s3({ method: 'PUT', bucket, key: prefix, body: '' });
}

/** Copies an object within its bucket; copy and delete is how S3 renames. */
export async function copyObject(bucket: string, from: string, to: string): Promise<void> {
  const source = [bucket, ...from.split('/')].map(encodeURIComponent).join('/');
  const response = await s3({
    method: 'PUT',
    bucket,
    key: to,
    headers: { 'x-amz-copy-source': source },
  });
  const answer = await s3Xml(response);
  // S3 may find out that it failed when the status has been sent.
  if (answer.localName === 'Error') throw new Error(textOf(answer, 'Message'));
}

export interface ObjectHead {
  size: number;
  modified: number;
  etag: string;
  contentType: string;
  metadata: Record<string, string>;
}

export async function headObject(bucket: string, key: string): Promise<ObjectHead> {
  const { headers } = await s3({ method: 'HEAD', bucket, key });
  const metadata: Record<string, string> = {};
  headers.forEach((value, name) => {
    if (name.startsWith('x-amz-meta-')) metadata[name.slice('x-amz-meta-'.length)] = value;
  });
  return {
    size: Number(headers.get('content-length')),
    modified: seconds(headers.get('last-modified') ?? ''),
    etag: (headers.get('etag') ?? '').replaceAll('"', ''),
    contentType: headers.get('content-type') ?? '',
    metadata,
  };
}

/** The beginning of an object as text, as far as `most` bytes. */
export async function readObjectStart(
  bucket: string,
  key: string,
  most: number,
  signal?: AbortSignal,
): Promise<string> {
  const headers = { Range: `bytes=0-${most - 1}` };
  const response = await s3({ bucket, key, headers, signal });
  return new TextDecoder().decode((await response.arrayBuffer()).slice(0, most));
}

function keyOf(parent: Element, name: string): string {
  return decodeURIComponent(textOf(parent, name).replaceAll('+', ' '));
}

function seconds(time: string): number {
  return Date.parse(time) / 1000;
}
