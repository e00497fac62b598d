import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { queryClient } from '../../app/query-client';
import { listBuckets, listObjects } from '../../api/s3';

export const bucketsKey = ['s3', 'buckets'] as const;

export function useBuckets() {
  return useQuery({ queryKey: bucketsKey, queryFn: ({ signal }) => listBuckets(signal) });
}

/** A row of a folder's list. */
export interface Entry {
  /** The whole key; for a folder the prefix, with its slash. */
  key: string;
  folder: boolean;
  size?: number;
  modified?: number;
  etag?: string;
}

export function useEntries(bucket: string, prefix: string) {
  return useInfiniteQuery({
    queryKey: ['s3', 'objects', bucket, prefix],
    queryFn: ({ pageParam, signal }) => listObjects(bucket, prefix, { token: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next,
    select: ({ pages }): Entry[] => [
      ...pages.flatMap(page => page.folders.map(key => ({ key, folder: true }))),
      // The folder itself may be an object; that one is not within it.
      ...pages.flatMap(page =>
        page.objects
          .filter(object => object.key !== prefix)
          .map(object => ({ ...object, folder: false })),
      ),
    ],
  });
}

/** After anything has been written to a bucket. */
export function refreshObjects(bucket: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['s3', 'objects', bucket] });
}
