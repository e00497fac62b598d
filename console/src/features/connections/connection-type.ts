import type { Connection } from '../../api/glue-connections';
import { engineOf } from '../../model/connection';
import { connections as text } from '../../strings/connections';

/** "JDBC (PostgreSQL)", or the type alone where no engine is known. */
export function typeOf(connection: Connection): string {
  const engine = engineOf(connection);
  const type = connection.ConnectionType;
  return engine === null ? type : text.typeOf(type, text.engines[engine]);
}
