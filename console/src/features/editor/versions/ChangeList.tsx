import Box from '@cloudscape-design/components/box';
import { useReactFlow } from '@xyflow/react';
import type { Comparison } from '../../../model/comparison';
import type { FieldChange } from '../../../model/difference';
import { versions as text } from '../../../strings/versions';

/** What stands for the job's own settings where a node could be chosen. */
export const JOB = 'job';

/** What has changed, in words. A choice shows its settings, and brings its node into view. */
export function ChangeList(props: {
  compared: Comparison;
  job: readonly FieldChange[];
  chosen: string | null;
  onChoose: (change: string) => void;
}) {
  const { compared, job, chosen, onChoose } = props;
  const flow = useReactFlow();
  const show = (id: string) => {
    onChoose(id);
    void flow.fitView({ nodes: [{ id }], maxZoom: 1, duration: 200 });
  };
  const same = compared.changes.length === 0 && job.length === 0;
  return (
    <section className="job-comparison-list" aria-label={text.differences}>
      <Box color="text-body-secondary" fontSize="body-s">
        <span role="status">{same ? text.same : text.count(compared.changes.length)}</span>
      </Box>
      <ul className="job-palette">
        {compared.changes.map(({ id, name, change }) => (
          <li key={id}>
            <Entry
              title={name || id}
              text={text.changes[change]}
              mark={change}
              current={id === chosen}
              onChoose={() => show(id)}
            />
          </li>
        ))}
        {job.length > 0 && (
          <li>
            <Entry
              title={text.job}
              text={text.changes.changed}
              mark="changed"
              current={chosen === JOB}
              onChoose={() => onChoose(JOB)}
            />
          </li>
        )}
      </ul>
    </section>
  );
}

function Entry(props: {
  title: string;
  text: string;
  mark: string;
  current: boolean;
  onChoose: () => void;
}) {
  return (
    <button
      type="button"
      className="job-palette-entry"
      aria-current={props.current}
      onClick={props.onChoose}
    >
      <span className="job-palette-title">{props.title}</span>
      <span className={`job-change job-change-${props.mark}`}>{props.text}</span>
    </button>
  );
}
