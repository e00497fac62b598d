import SpaceBetween from '@cloudscape-design/components/space-between';
import type { NodeKind } from '../../../../model/kinds';
import type { FormContext } from '../context';
import { GeneratedForm } from '../GeneratedForm';
import { ConnectionParameter } from './ConnectionParameter';

/** A table that a connection leads to. The folder of Redshift is shown to those who have set it. */
export function DirectJdbcForm({ context, kind }: { context: FormContext; kind: NodeKind }) {
  const folder = context.parameters.RedshiftTmpDir === undefined ? ['RedshiftTmpDir'] : [];
  return (
    <SpaceBetween size="m">
      <ConnectionParameter context={context} />
      <GeneratedForm context={context} kind={kind} without={['ConnectionName', ...folder]} />
    </SpaceBetween>
  );
}
