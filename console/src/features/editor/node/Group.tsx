import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

/** A label over several fields, each of which has a name of its own. */
export function Group(props: {
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div role="group" aria-label={props.label}>
      <SpaceBetween size="xs">
        <FormField label={props.label} description={props.description} errorText={props.error} />
        {props.children}
      </SpaceBetween>
    </div>
  );
}
