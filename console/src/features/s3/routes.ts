import type { RouteObject } from 'react-router';

export const s3Routes: RouteObject[] = [
  { path: 's3', lazy: async () => ({ Component: (await import('./BucketsPage')).BucketsPage }) },
  {
    path: 's3/bucket/create',
    lazy: async () => ({ Component: (await import('./CreateBucketPage')).CreateBucketPage }),
  },
  {
    path: 's3/buckets/:bucket',
    lazy: async () => ({ Component: (await import('./BucketPage')).BucketPage }),
  },
  {
    path: 's3/upload/:bucket',
    lazy: async () => ({ Component: (await import('./UploadPage')).UploadPage }),
  },
  {
    path: 's3/object/:bucket',
    lazy: async () => ({ Component: (await import('./ObjectPage')).ObjectPage }),
  },
];
