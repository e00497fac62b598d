/** Where something lies in S3. A key that is empty or ends with a slash names a folder. */
export interface S3Location {
  bucket: string;
  key: string;
}

/** Reads `s3://bucket/key`; null where it is something else. */
export function parseS3Uri(uri: string): S3Location | null {
  const match = /^s3[an]?:\/\/([^/]+)(?:\/(.*))?$/s.exec(uri.trim());
  return match?.[1] ? { bucket: match[1], key: match[2] ?? '' } : null;
}

export function s3Uri({ bucket, key }: S3Location): string {
  return `s3://${bucket}/${key}`;
}

/** "a/b/c.csv" is in the folder "a/b/", and "a/b/" in "a/"; at the top it is "". */
export function parentFolder(key: string): string {
  return key.slice(0, key.replace(/\/$/, '').lastIndexOf('/') + 1);
}

/** The last part of a key, with its slash for a folder. */
export function baseName(key: string): string {
  return key.slice(parentFolder(key).length);
}

/** The folders on the way to a key, from the top, each with its whole prefix. */
export function foldersOf(prefix: string): { name: string; prefix: string }[] {
  const parts = prefix.split('/').slice(0, -1);
  return parts.map((name, index) => ({ name, prefix: `${parts.slice(0, index + 1).join('/')}/` }));
}

/**
 * Why a name cannot be a bucket's, in words; null where it can. The server has the last word; these are
 * the rules of S3's documentation that it checks as well.
 */
export function bucketNameFault(name: string): string | null {
  if (name.length < 3 || name.length > 63) return 'Use 3 to 63 characters';
  if (!/^[a-z0-9.-]+$/.test(name)) return 'Use only lower-case letters, digits, dots and hyphens';
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) return 'Begin and end with a letter or a digit';
  if (name.includes('..')) return 'Two dots may not follow each other';
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return 'A name may not look like an IP address';
  return null;
}
