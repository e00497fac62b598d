import PropertyFilter, {
  type PropertyFilterProps,
} from '@cloudscape-design/components/property-filter';
import type { RunSummary } from '../../api/tenon-runs';
import {
  CHOICE_OPERATORS,
  NUMBER_OPERATORS,
  TEXT_OPERATORS,
  type RunFilter,
} from '../../model/run-filter';
import { runStates } from '../../strings/home';
import { jobs, monitoring as text } from '../../strings/jobs';
import { shared } from '../../strings/shared';

const states: Readonly<Record<string, string>> = runStates;
const types: Readonly<Record<string, string>> = jobs.types;

const PROPERTIES: PropertyFilterProps.FilteringProperty[] = [
  property('job', TEXT_OPERATORS),
  choice('status', states),
  choice('type', types),
  property('id', TEXT_OPERATORS),
  property('time', NUMBER_OPERATORS),
  property('attempt', NUMBER_OPERATORS),
  property('error', TEXT_OPERATORS),
];

const CHOICES = [...options('status', states), ...options('type', types)];

/** Conditions that the runs of the table fulfil. */
export function RunsFilter(props: {
  filter: RunFilter;
  onChange: (filter: RunFilter) => void;
  /** Those that can be chosen by job. */
  runs: readonly RunSummary[];
  matches: number;
}) {
  const names = [...new Set(props.runs.map(({ JobName }) => JobName))].sort();
  return (
    <PropertyFilter
      query={props.filter}
      onChange={({ detail }) =>
        props.onChange({
          operation: detail.operation,
          tokens: detail.tokens.map(({ propertyKey, operator, value }) => ({
            ...(propertyKey && { propertyKey }),
            operator,
            value: String(value),
          })),
        })
      }
      filteringProperties={PROPERTIES}
      filteringOptions={[...names.map(value => ({ propertyKey: 'job', value })), ...CHOICES]}
      filteringPlaceholder={text.filter.find}
      filteringAriaLabel={text.filter.find}
      countText={shared.table.matches(props.matches)}
      virtualScroll={names.length > 500}
      expandToViewport
    />
  );
}

type Key = keyof typeof text.filter.properties;

function property(
  key: Key,
  operators: readonly PropertyFilterProps.ComparisonOperator[],
): PropertyFilterProps.FilteringProperty {
  const propertyLabel = text.filter.properties[key];
  return { key, propertyLabel, groupValuesLabel: text.filter.values(propertyLabel), operators };
}

function choice(
  key: Key,
  labels: Readonly<Record<string, string>>,
): PropertyFilterProps.FilteringProperty {
  const format = (value: unknown) => labels[String(value)] ?? String(value);
  const operators = CHOICE_OPERATORS.map(operator => ({ operator, format }));
  return { ...property(key, []), operators };
}

function options(propertyKey: Key, labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).map(([value, label]) => ({ propertyKey, value, label }));
}
