import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ManagedTransform } from '../../../model/kinds';
import { managedValue, withManagedValue } from '../../../model/managed-parameters';
import type { FormContext } from './context';
import { ParameterField } from './ParameterField';

/** The form of a managed transform, whose values a DynamicTransform keeps as a list. */
export function ManagedForm(props: { context: FormContext; managed: ManagedTransform }) {
  const { context, managed } = props;
  const list = context.parameters.Parameters;
  return (
    <SpaceBetween size="m">
      {managed.Parameters.map(parameter => (
        <ParameterField
          key={parameter.Name}
          parameter={parameter}
          context={context}
          value={managedValue(list, parameter)}
          onChange={next => context.set('Parameters', withManagedValue(list, parameter, next))}
        />
      ))}
    </SpaceBetween>
  );
}
