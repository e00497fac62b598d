import { formatAge, formatTime } from '../model/format';
import { shared } from '../strings/shared';

/** A moment (epoch seconds): how long ago, with the full time when one points at it. */
export function Time({ at }: { at: number | undefined }) {
  if (at === undefined) return <>{shared.none}</>;
  return (
    <time dateTime={new Date(at * 1000).toISOString()} title={formatTime(at)}>
      {formatAge(at)}
    </time>
  );
}
