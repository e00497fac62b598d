import { usePreference } from '../../ui/preference';

/** Where results go, as "s3://bucket/folder/"; '' while nobody has said. Kept by this browser. */
export function useResultLocation(): [string, (location: string) => void] {
  return usePreference('query-result-location', '');
}
