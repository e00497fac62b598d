import type { SetQuery } from '../use-query';
import { Comparison } from './Comparison';
import { readSide, type SideName } from './use-sides';
import { VersionsTable } from './VersionsTable';

/** The saved states of the job, or two of them compared: the address holds which. */
export function VersionsTab(props: { jobName: string; query: URLSearchParams; set: SetQuery }) {
  const { jobName, query, set } = props;
  const before = readSide(query.get('before'));
  const after = readSide(query.get('after'));
  const compare = (from: SideName | null, to: SideName | null) =>
    set({
      before: from === null ? null : String(from),
      after: to === null ? null : String(to),
      change: null,
    });
  if (before === null || after === null) {
    return <VersionsTable jobName={jobName} onCompare={compare} />;
  }
  return (
    <Comparison
      jobName={jobName}
      before={before}
      after={after}
      onCompare={compare}
      change={query.get('change')}
      onChange={change => set({ change })}
    />
  );
}
