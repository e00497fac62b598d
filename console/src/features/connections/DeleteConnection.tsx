import { glue } from '../../api/glue';
import { connections } from '../../strings/connections';
import { ConfirmDelete } from '../../ui/ConfirmDelete';
import { notify } from '../../ui/notifications';
import { refreshConnections } from './queries';

const text = connections.deleting;

export function DeleteConnection(props: {
  name: string;
  onDismiss: () => void;
  onDone: () => void;
}) {
  const { name } = props;
  const input = { ConnectionName: name };
  const remove = async () => {
    await glue('DeleteConnection', input);
    props.onDone();
    await refreshConnections();
    notify({ id: `connection ${name}`, type: 'success', content: text.done(name) });
  };
  return (
    <ConfirmDelete
      header={text.header(name)}
      word={text.word}
      calls={[{ service: 'glue', operation: 'DeleteConnection', input }]}
      onConfirm={remove}
      onDismiss={props.onDismiss}
    >
      {text.text(name)}
    </ConfirmDelete>
  );
}
