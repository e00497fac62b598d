import Box from '@cloudscape-design/components/box';
import { glue } from '../../api/glue';
import type { TableVersion } from '../../api/glue-catalog';
import { tableInputOf } from '../../model/table-input';
import { catalog } from '../../strings/catalog';
import { FormDialog } from '../../ui/FormDialog';
import { notify } from '../../ui/notifications';
import { refreshCatalog } from './queries';

const text = catalog.restoreVersion;

/** Saves an earlier version of a table as its newest one. */
export function RestoreVersion(props: {
  version: TableVersion;
  /** The version that was seen as the newest: somebody else's change since then is not undone. */
  newest: string;
  onDismiss: () => void;
  onDone: () => void;
}) {
  const { Table, VersionId } = props.version;
  const input = {
    DatabaseName: Table.DatabaseName,
    TableInput: tableInputOf(Table),
    VersionId: props.newest,
  };
  const restore = async () => {
    await glue('UpdateTable', input);
    await refreshCatalog();
    props.onDone();
    const content = text.done(Table.Name, VersionId);
    notify({ id: `table ${Table.Name}`, type: 'success', content });
  };
  return (
    <FormDialog
      header={text.header(VersionId)}
      submit={text.submit}
      onSubmit={restore}
      onDismiss={props.onDismiss}
      calls={[{ service: 'glue', operation: 'UpdateTable', input }]}
    >
      <Box>{text.text(Table.Name, VersionId)}</Box>
    </FormDialog>
  );
}
