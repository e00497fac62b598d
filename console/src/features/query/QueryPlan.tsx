import { useEffect } from 'react';
import { errorMessage } from '../../api/error';
import { query as text } from '../../strings/query';
import { Failure } from '../../ui/Failure';
import { Loading } from '../../ui/Loading';
import { useResultPages } from './execution';
import styles from './query.module.css';

/** What EXPLAIN answers: the engine's plan, as it draws it. */
export function QueryPlan({ id }: { id: string }) {
  const { pages, state } = useResultPages(id);
  useEffect(() => {
    if (!state.complete) pages.want(0, state.reached + 1);
  }, [pages, state]);
  if (state.error) {
    return <Failure message={errorMessage(state.error)} onRetry={() => pages.retry()} />;
  }
  if (!state.complete) return <Loading />;
  const lines = Array.from({ length: state.reached }, (_, index) => pages.row(index)?.[0] ?? '');
  return (
    <pre className={styles.plan} tabIndex={0} role="region" aria-label={text.results.plan}>
      {lines.join('\n')}
    </pre>
  );
}
