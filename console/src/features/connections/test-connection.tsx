import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { errorMessage } from '../../api/error';
import { glue } from '../../api/glue';
import { formatDuration } from '../../model/format';
import { connections } from '../../strings/connections';
import { notify } from '../../ui/notifications';

const text = connections.testing;

/** Signs in to the database as a job would, and tells above the page how it went. */
export async function testConnection(name: string): Promise<void> {
  const id = `connection-test ${name}`;
  notify({ id, type: 'in-progress', content: text.running(name) });
  const started = performance.now();
  try {
    await glue('TestConnection', { ConnectionName: name });
    const time = formatDuration(performance.now() - started);
    notify({ id, type: 'success', content: text.done(name, time) });
  } catch (error) {
    notify({ id, type: 'error', header: text.failed(name), content: errorMessage(error) });
  }
}

/** Disabled without a connection. */
export function TestConnectionButton({ name }: { name: string | undefined }) {
  const [busy, setBusy] = useState(false);
  const test = async (connection: string) => {
    setBusy(true);
    await testConnection(connection);
    setBusy(false);
  };
  return (
    <Button
      disabled={name === undefined}
      loading={busy}
      onClick={() => {
        if (name !== undefined) void test(name);
      }}
    >
      {connections.test}
    </Button>
  );
}
