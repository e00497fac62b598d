import type { ReactNode } from 'react';
import { DIRECT_JDBC_SOURCE, JDBC_SOURCE, JDBC_TARGET } from '../../../model/database-node';
import { S3_SOURCES, S3_TARGETS, type NodeKind } from '../../../model/kinds';
import { useKinds } from '../kinds';
import { AggregateForm } from './AggregateForm';
import type { FormContext } from './context';
import { DirectJdbcForm } from './database/DirectJdbcForm';
import { JdbcSourceForm } from './database/JdbcSourceForm';
import { JdbcTargetForm } from './database/JdbcTargetForm';
import { FilterForm, RouteForm } from './FilterForm';
import { GeneratedForm } from './GeneratedForm';
import { JoinForm } from './JoinForm';
import { ManagedForm } from './ManagedForm';
import { MappingForm } from './MappingForm';
import { RecipeForm } from './recipe/RecipeForm';
import { S3SourceForm } from './S3SourceForm';
import { S3TargetForm } from './S3TargetForm';
import { SqlForm } from './SqlForm';
import { textOf } from './value';

type Form = (props: { context: FormContext; kind: NodeKind }) => ReactNode;

/** Kinds whose form is made by hand. */
const FORMS: Readonly<Record<string, Form>> = {
  Join: JoinForm,
  ApplyMapping: MappingForm,
  Filter: FilterForm,
  Route: RouteForm,
  Aggregate: AggregateForm,
  SparkSQL: SqlForm,
  Recipe: RecipeForm,
  [DIRECT_JDBC_SOURCE]: DirectJdbcForm,
  [JDBC_SOURCE]: JdbcSourceForm,
  [JDBC_TARGET]: JdbcTargetForm,
  ...Object.fromEntries(S3_SOURCES.map(kind => [kind, S3SourceForm])),
  ...Object.fromEntries(S3_TARGETS.map(kind => [kind, S3TargetForm])),
};

export function NodeForm({ context, kind }: { context: FormContext; kind: NodeKind }) {
  const kinds = useKinds();
  const managed =
    kind.Name === 'DynamicTransform'
      ? kinds.findManaged(textOf(context.parameters.FunctionName))
      : undefined;
  if (managed) return <ManagedForm context={context} managed={managed} />;
  const Form = FORMS[kind.Name] ?? GeneratedForm;
  return <Form context={context} kind={kind} />;
}
