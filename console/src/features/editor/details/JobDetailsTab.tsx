import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { isObject, type Json, type JsonObject } from '../../../model/graph';
import { BOOKMARK, GLUE_VERSIONS, WORKER_TYPES, withName } from '../../../model/job';
import { details as text } from '../../../strings/editor';
import { textOf } from '../node/value';
import { selectIsNew, selectJob, useEditor, useEditorStore } from '../store';
import { BookmarkChoice } from './BookmarkChoice';
import { BookmarkState } from './BookmarkState';

/** The job's properties beside its graph. */
export function JobDetailsTab() {
  const store = useEditorStore();
  const job = useEditor(selectJob);
  const isNew = useEditor(selectIsNew);
  const set = (name: string, value: Json) =>
    store.editJob(at => ({ ...at, [name]: value }), `job/${name}`);
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{text.header}</Header>}>
        <SpaceBetween size="m">
          <FormField
            label={text.name}
            description={isNew ? undefined : text.nameFixed}
            errorText={textOf(job.Name) === '' ? text.required : undefined}
          >
            <Input
              value={textOf(job.Name)}
              disabled={!isNew}
              onChange={({ detail }) => store.editJob(at => withName(at, detail.value), 'job/Name')}
            />
          </FormField>
          <FormField
            label={
              <span>
                {text.description} <i>- {text.optional}</i>
              </span>
            }
          >
            <Textarea
              value={textOf(job.Description)}
              onChange={({ detail }) => set('Description', detail.value)}
            />
          </FormField>
          <FormField
            label={text.role}
            description={text.roleHelp}
            errorText={textOf(job.Role) === '' ? text.required : undefined}
          >
            <Input value={textOf(job.Role)} onChange={({ detail }) => set('Role', detail.value)} />
          </FormField>
          <FormField label={text.type}>
            <Box>{text.spark}</Box>
          </FormField>
          <Choice name="GlueVersion" label={text.glueVersion} values={GLUE_VERSIONS} />
          <Choice
            name="WorkerType"
            label={text.workerType}
            values={WORKER_TYPES}
            description={text.workersHelp}
          />
          <Whole name="NumberOfWorkers" label={text.workers} />
          <BookmarkChoice />
          <Whole name="MaxRetries" label={text.retries} />
          <Whole name="Timeout" label={text.timeout} />
        </SpaceBetween>
      </Container>
      {!isNew && <BookmarkState jobName={textOf(job.Name)} />}
      <ExpandableSection variant="container" headerText={text.advanced}>
        <SpaceBetween size="m">
          <FormField label={text.concurrency}>
            <Input
              type="number"
              value={textOf(member(job, 'ExecutionProperty', 'MaxConcurrentRuns'))}
              onChange={({ detail }) =>
                set('ExecutionProperty', { MaxConcurrentRuns: Number(detail.value) })
              }
            />
          </FormField>
          <JobParameters job={job} />
        </SpaceBetween>
      </ExpandableSection>
    </SpaceBetween>
  );
}

function member(job: JsonObject, outer: string, name: string): Json | undefined {
  const value = job[outer];
  return isObject(value) ? value[name] : undefined;
}

function Choice(props: {
  name: string;
  label: string;
  values: readonly string[];
  description?: string;
}) {
  const store = useEditorStore();
  const value = textOf(useEditor(selectJob)[props.name]);
  const values =
    props.values.includes(value) || value === '' ? props.values : [value, ...props.values];
  return (
    <FormField label={props.label} description={props.description}>
      <Select
        selectedOption={value === '' ? null : { value }}
        options={values.map(one => ({ value: one }))}
        onChange={({ detail }) =>
          store.editJob(at => ({ ...at, [props.name]: detail.selectedOption.value ?? '' }))
        }
      />
    </FormField>
  );
}

function Whole({ name, label }: { name: string; label: string }) {
  const store = useEditorStore();
  const value = useEditor(selectJob)[name];
  return (
    <FormField label={label}>
      <Input
        type="number"
        value={textOf(value)}
        onChange={({ detail }) =>
          store.editJob(
            at => ({
              ...at,
              [name]: detail.value === '' ? null : Math.trunc(Number(detail.value)),
            }),
            `job/${name}`,
          )
        }
      />
    </FormField>
  );
}

function JobParameters({ job }: { job: JsonObject }) {
  const store = useEditorStore();
  const all = Object.entries(isObject(job.DefaultArguments) ? job.DefaultArguments : {});
  const entries = all.filter(([key]) => key !== BOOKMARK);
  const set = (next: [string, Json][]) =>
    store.editJob(
      at => ({
        ...at,
        DefaultArguments: Object.fromEntries([...all.filter(([key]) => key === BOOKMARK), ...next]),
      }),
      'job/DefaultArguments',
    );
  const change = (at: number, entry: [string, Json]) =>
    set(entries.map((other, place) => (place === at ? entry : other)));
  return (
    <FormField label={text.parameters} description={text.parameterPrefix} stretch>
      <AttributeEditor
        items={entries}
        addButtonText={text.addParameter}
        removeButtonText={text.removeParameter}
        removeButtonAriaLabel={([key]) => `${text.removeParameter} ${key}`}
        empty={text.noParameters}
        onAddButtonClick={() => set([...entries, ['--', '']])}
        onRemoveButtonClick={({ detail }) =>
          set(entries.filter((_, at) => at !== detail.itemIndex))
        }
        definition={[
          {
            label: text.parameterKey,
            control: ([key, value], at) => (
              <Input
                value={key}
                ariaLabel={`${text.parameterKey} ${at + 1}`}
                onChange={({ detail }) => change(at, [detail.value, value])}
              />
            ),
          },
          {
            label: text.parameterValue,
            control: ([key, value], at) => (
              <Input
                value={textOf(value)}
                ariaLabel={`${text.parameterValue} ${at + 1}`}
                onChange={({ detail }) => change(at, [key, detail.value])}
              />
            ),
          },
        ]}
      />
    </FormField>
  );
}
