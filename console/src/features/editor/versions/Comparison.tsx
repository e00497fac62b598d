import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { ReactFlowProvider } from '@xyflow/react';
import { useMemo } from 'react';
import { errorMessage } from '../../../api/error';
import { compareGraphs } from '../../../model/comparison';
import { fieldChanges } from '../../../model/difference';
import { formatTime } from '../../../model/format';
import { versions as text } from '../../../strings/versions';
import { Loading } from '../../../ui/Loading';
import { ChangedFields } from './ChangedFields';
import { ChangeList, JOB } from './ChangeList';
import { ComparisonCanvas } from './ComparisonCanvas';
import { useSide, type SideName } from './use-sides';
import { useVersions } from './use-versions';

/** Two states of the job: what changed as a list, on the canvas, and setting by setting. */
export function Comparison(props: {
  jobName: string;
  before: SideName;
  after: SideName;
  onCompare: (before: SideName | null, after: SideName | null) => void;
  /** The node whose settings are shown, or JOB. */
  change: string | null;
  onChange: (change: string | null) => void;
}) {
  const { jobName, before, after, onCompare, change, onChange } = props;
  const from = useSide(jobName, before);
  const to = useSide(jobName, after);
  const error = from.error ?? to.error;
  return (
    <section className="job-comparison" aria-label={text.comparison}>
      <div className="job-comparison-sides">
        <Chooser
          label={text.before}
          jobName={jobName}
          side={before}
          onChoose={side => onCompare(side, after)}
        />
        <Button onClick={() => onCompare(after, before)}>{text.swap}</Button>
        <Chooser
          label={text.after}
          jobName={jobName}
          side={after}
          onChoose={side => onCompare(before, side)}
        />
        <Button onClick={() => onCompare(null, null)}>{text.all}</Button>
      </div>
      {error && (
        <Alert type="error" header={text.failed}>
          {errorMessage(error)}
        </Alert>
      )}
      {!error && !(from.side && to.side) && <Loading text={text.loading} />}
      {from.side && to.side && (
        <Compared
          key={`${before} ${after}`}
          before={from.side}
          after={to.side}
          change={change}
          onChange={onChange}
        />
      )}
    </section>
  );
}

type Loaded = NonNullable<ReturnType<typeof useSide>['side']>;

function Compared(props: {
  before: Loaded;
  after: Loaded;
  change: string | null;
  onChange: (change: string | null) => void;
}) {
  const { before, after, change, onChange } = props;
  const compared = useMemo(() => compareGraphs(before.nodes, after.nodes), [before, after]);
  const job = useMemo(() => fieldChanges(before.job, after.job), [before, after]);
  return (
    <ReactFlowProvider>
      <div className="job-comparison-parts">
        <ChangeList compared={compared} job={job} chosen={change} onChoose={onChange} />
        <ComparisonCanvas
          compared={compared}
          chosen={change === JOB ? null : change}
          onChoose={onChange}
        />
        <ChangedFields
          compared={compared}
          job={job}
          before={before.nodes}
          after={after.nodes}
          chosen={change}
        />
      </div>
    </ReactFlowProvider>
  );
}

function Chooser(props: {
  label: string;
  jobName: string;
  side: SideName;
  onChoose: (side: SideName) => void;
}) {
  const versions = useVersions(props.jobName);
  const options = [
    { value: 'canvas', label: text.onCanvas },
    ...(versions.data ?? []).map(({ Version, SavedOn }) => ({
      value: String(Version),
      label: text.number(Version),
      description: formatTime(SavedOn),
    })),
  ];
  const value = String(props.side);
  const chosen = options.find(option => option.value === value);
  return (
    <FormField label={props.label}>
      <Select
        selectedOption={chosen ?? { value, label: text.number(Number(props.side)) }}
        options={options}
        statusType={versions.isPending ? 'loading' : 'finished'}
        onChange={({ detail }) => {
          const { value: name } = detail.selectedOption;
          props.onChoose(name === 'canvas' ? 'canvas' : Number(name));
        }}
      />
    </FormField>
  );
}
