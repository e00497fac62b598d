/** The addresses of the console's pages about S3. */
export const s3Pages = {
  buckets: '/s3',
  createBucket: '/s3/bucket/create',
  bucket: (bucket: string, prefix = '') =>
    `/s3/buckets/${encodeURIComponent(bucket)}${prefix && `?${new URLSearchParams({ prefix })}`}`,
  upload: (bucket: string, prefix = '') =>
    `/s3/upload/${encodeURIComponent(bucket)}${prefix && `?${new URLSearchParams({ prefix })}`}`,
  object: (bucket: string, key: string) =>
    `/s3/object/${encodeURIComponent(bucket)}?${new URLSearchParams({ key })}`,
};
