import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import {
  columnsFor,
  conditionsOf,
  DEFAULT_PREFIX,
  overlap,
  resolveJoin,
  type JoinCondition,
} from '../../../model/join';
import type { Column } from '../../../model/kinds';
import { join as text } from '../../../strings/node';
import { useEditorStore } from '../store';
import { ColumnField } from './ColumnFields';
import type { FormContext, FormInput } from './context';
import { Group } from './Group';
import { ChoiceField } from './TextFields';
import { textOf } from './value';

type JoinType = keyof typeof text.types;

function isJoinType(type: string): type is JoinType {
  return type in text.types;
}

/** Join type, what to do about overlapping names, and the conditions. */
export function JoinForm({ context }: { context: FormContext }) {
  const [left, right] = context.inputs;
  const type = textOf(context.parameters.JoinType) || 'equijoin';
  return (
    <SpaceBetween size="m">
      <FormField
        label={text.type}
        description={isJoinType(type) ? text.typeHelp[type] : undefined}
        errorText={context.errorOf('JoinType')}
        stretch
      >
        <ChoiceField
          value={type}
          label={text.type}
          labelled
          choices={Object.keys(text.types)}
          labels={text.types}
          required
          onChange={next => context.set('JoinType', next)}
        />
      </FormField>
      {left && right ? (
        <SpaceBetween size="m">
          <Overlap key={right.id} join={context.id} left={left} right={right} />
          <Conditions context={context} left={left} right={right} />
        </SpaceBetween>
      ) : (
        <FormField label={text.conditions} errorText={text.needParents} />
      )}
    </SpaceBetween>
  );
}

/** The notice of names that both parents have, with the button that mends it. */
function Overlap(props: { join: string; left: FormInput; right: FormInput }) {
  const store = useEditorStore();
  const [prefix, setPrefix] = useState<string>(DEFAULT_PREFIX);
  const left: Column[] = props.left.columns ?? [];
  const right: Column[] = props.right.columns ?? [];
  const names = overlap(left, right);
  if (names.length === 0) return null;
  const good = /^[A-Za-z_][A-Za-z0-9_]*$/.test(prefix);
  const resolve = () => {
    const now = Date.now();
    store.edit(nodes => resolveJoin(nodes, { join: props.join, left, right, prefix, now }).nodes);
  };
  return (
    <Alert type="warning" header={text.overlapHeader}>
      <SpaceBetween size="s">
        <Box>{text.overlap(names.join(', '), props.right.name)}</Box>
        <FormField
          label={text.prefix(props.right.name)}
          errorText={good ? undefined : text.badPrefix}
        >
          <Input value={prefix} onChange={({ detail }) => setPrefix(detail.value)} />
        </FormField>
        <Button disabled={!good} onClick={resolve}>
          {text.resolve}
        </Button>
      </SpaceBetween>
    </Alert>
  );
}

function Conditions(props: { context: FormContext; left: FormInput; right: FormInput }) {
  const { context, left, right } = props;
  const conditions = conditionsOf({ Join: context.parameters });
  const set = (next: JoinCondition[]) =>
    context.set('Columns', columnsFor([left.id, right.id], next));
  const change = (at: number, condition: Partial<JoinCondition>) =>
    set(conditions.map((one, place) => (place === at ? { ...one, ...condition } : one)));
  return (
    <Group label={text.conditions} error={context.errorOf('Columns')}>
      <SpaceBetween size="s">
        {conditions.map((condition, at) => (
          <div key={at} className="job-condition">
            <div className="job-condition-side">
              <Box fontSize="body-s" color="text-body-secondary">
                {left.name}
              </Box>
              <ColumnField
                value={condition.left}
                columns={left.columns ?? []}
                label={text.column(left.name, at + 1)}
                required
                onChange={path => change(at, { left: asPath(path) })}
              />
            </div>
            <span className="job-condition-equals">{text.equals}</span>
            <div className="job-condition-side">
              <Box fontSize="body-s" color="text-body-secondary">
                {right.name}
              </Box>
              <ColumnField
                value={condition.right}
                columns={right.columns ?? []}
                label={text.column(right.name, at + 1)}
                required
                onChange={path => change(at, { right: asPath(path) })}
              />
            </div>
            <Button
              variant="icon"
              iconName="remove"
              ariaLabel={text.remove(at + 1)}
              onClick={() => set(conditions.filter((_, place) => place !== at))}
            />
          </div>
        ))}
        <Button iconName="add-plus" onClick={() => set([...conditions, { left: [], right: [] }])}>
          {text.add}
        </Button>
      </SpaceBetween>
    </Group>
  );
}

function asPath(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(part => typeof part === 'string') : [];
}
