import type { ConnectionFault, ConnectionForm } from '../../model/connection';
import { connections } from '../../strings/connections';

/** What each part of the form of a connection needs. */
export interface FieldsProps {
  form: ConnectionForm;
  onChange: (form: ConnectionForm) => void;
  /** What is said to be wrong. */
  faults: ReadonlySet<ConnectionFault>;
}

/** What the form says of the first of these that is wrong. */
export function errorOf({ faults }: FieldsProps, ...fields: ConnectionFault[]): string | undefined {
  const fault = fields.find(field => faults.has(field));
  return fault && connections.form.faults[fault];
}
