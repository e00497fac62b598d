import Button from '@cloudscape-design/components/button';
import { connections } from '../../strings/connections';
import { notify } from '../../ui/notifications';
import { refreshConnections } from './queries';
import { testConnection } from './test-connection';

/** Tells that a connection has been saved, with a button that tries it. */
export async function saved(name: string, content: string): Promise<void> {
  await refreshConnections();
  notify({
    id: `connection ${name}`,
    type: 'success',
    content,
    action: <Button onClick={() => void testConnection(name)}>{connections.test}</Button>,
  });
}
