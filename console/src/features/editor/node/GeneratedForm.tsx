import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { NodeKind, NodeParameter } from '../../../model/kinds';
import { node as text } from '../../../strings/node';
import type { FormContext } from './context';
import { ParameterField } from './ParameterField';

/** The form that follows from a kind's description: what must be first, structures folded away. */
export function GeneratedForm(props: {
  context: FormContext;
  kind: NodeKind;
  without?: readonly string[];
}) {
  const { context, kind, without = [] } = props;
  const parameters = kind.Parameters.filter(({ Name }) => !without.includes(Name));
  const isFolded = (parameter: NodeParameter) =>
    parameter.Type === 'STRUCTURE' &&
    !parameter.Required &&
    context.parameters[parameter.Name] === undefined;
  const open = parameters.filter(parameter => !isFolded(parameter));
  const folded = parameters.filter(isFolded);
  return (
    <SpaceBetween size="m">
      {open.map(parameter => (
        <ParameterField key={parameter.Name} parameter={parameter} context={context} />
      ))}
      {folded.length > 0 && (
        <ExpandableSection headerText={text.more}>
          <SpaceBetween size="m">
            {folded.map(parameter => (
              <ParameterField key={parameter.Name} parameter={parameter} context={context} />
            ))}
          </SpaceBetween>
        </ExpandableSection>
      )}
    </SpaceBetween>
  );
}
