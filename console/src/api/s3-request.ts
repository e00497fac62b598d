import { ApiError, unreachable } from './error';
import { tellSessionEnded } from './session';

/** The path of a bucket or an object on the console's own listener. Every part of a key is escaped. */
export function s3Path(bucket = '', key = '', query: Record<string, string> = {}): string {
  const path = [bucket, ...(key === '' ? [] : key.split('/'))].map(encodeURIComponent).join('/');
  const search = new URLSearchParams(query).toString();
  return `/api/s3/${path}${search && `?${search}`}`;
}

export interface S3Request {
  method?: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  bucket?: string;
  key?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: BodyInit;
  signal?: AbortSignal | undefined;
}

/** Calls an operation of S3's REST API. Throws ApiError with S3's error code. */
export async function s3(request: S3Request): Promise<Response> {
  const { method = 'GET', bucket, key, query, headers, body, signal } = request;
  let response: Response;
  try {
    response = await fetch(s3Path(bucket, key, query), {
      method,
      credentials: 'same-origin',
      ...(headers && { headers }),
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable();
  }
  if (!response.ok) throw s3Failure(response.status, response.statusText, await response.text());
  return response;
}

/** Makes the error of an answer, also of one that XMLHttpRequest has read. */
export function s3Failure(status: number, statusText: string, text: string): ApiError {
  if (status === 401) tellSessionEnded();
  const code = /<Code>([^<]*)<\/Code>/.exec(text)?.[1] ?? statusText;
  const message = /<Message>([^<]*)<\/Message>/.exec(text)?.[1];
  return new ApiError(code || 'Unknown', message ? unescapeXml(message) : code, status);
}

/** The document of an answer. */
export async function s3Xml(response: Response): Promise<Element> {
  return new DOMParser().parseFromString(await response.text(), 'application/xml').documentElement;
}

/** The children of an element with this name. */
export function childrenOf(parent: Element, name: string): Element[] {
  return [...parent.children].filter(child => child.localName === name);
}

/** The text of a child; "" where there is none. */
export function textOf(parent: Element, name: string): string {
  return childrenOf(parent, name)[0]?.textContent ?? '';
}

export function escapeXml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
  return text.replace(/[&<>\r]/g, character => names[character] ?? character);
}

function unescapeXml(text: string): string {
  const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => names[name] ?? '');
}
