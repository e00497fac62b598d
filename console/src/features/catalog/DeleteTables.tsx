import { glue } from '../../api/glue';
import type { Table } from '../../api/glue-catalog';
import { plural } from '../../model/format';
import { catalog } from '../../strings/catalog';
import { ConfirmDelete } from '../../ui/ConfirmDelete';
import { notify } from '../../ui/notifications';
import { refreshCatalog } from './queries';

const text = catalog.deleteTables;

export function DeleteTables(props: {
  tables: readonly Table[];
  onDismiss: () => void;
  onDone: () => void;
}) {
  const { tables } = props;
  const inputs = tables.map(({ DatabaseName, Name }) => ({ DatabaseName, Name }));
  const remove = async () => {
    try {
      for (const input of inputs) await glue('DeleteTable', input);
    } finally {
      await refreshCatalog();
    }
    props.onDone();
    const content = text.done(plural(tables.length, 'table'));
    notify({ id: 'delete tables', type: 'success', content });
  };
  return (
    <ConfirmDelete
      header={text.header(plural(tables.length, 'table'))}
      word={text.word}
      calls={inputs.map(input => ({ service: 'glue', operation: 'DeleteTable', input }))}
      onConfirm={remove}
      onDismiss={props.onDismiss}
    >
      {text.text}
      <ul>
        {tables.map(({ DatabaseName, Name }) => (
          <li key={`${DatabaseName}.${Name}`}>{`${DatabaseName}.${Name}`}</li>
        ))}
      </ul>
    </ConfirmDelete>
  );
}
