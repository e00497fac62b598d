import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { NodeKind } from '../../../../model/kinds';
import { node as text } from '../../../../strings/node';
import type { FormContext } from '../context';
import { ParameterField } from '../ParameterField';

/** What few people change, folded away. */
export function MoreParameters(props: {
  context: FormContext;
  kind: NodeKind;
  names: readonly string[];
  children?: ReactNode;
}) {
  const faulty = props.names.some(name => props.context.errorOf(name) !== undefined);
  return (
    <ExpandableSection headerText={text.more} defaultExpanded={faulty}>
      <SpaceBetween size="m">
        {props.children}
        {props.kind.Parameters.filter(({ Name }) => props.names.includes(Name)).map(parameter => (
          <ParameterField key={parameter.Name} parameter={parameter} context={props.context} />
        ))}
      </SpaceBetween>
    </ExpandableSection>
  );
}
