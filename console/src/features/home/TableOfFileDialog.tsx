import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { queryClient } from '../../app/query-client';
import { useSession } from '../../app/session';
import { catalogPages } from '../../model/catalog-pages';
import { tableNameOf, type DroppedKind } from '../../model/dropped-file';
import type { CsvForm } from '../../model/preview-source';
import { bucketNameFault } from '../../model/s3-uri';
import { home } from '../../strings/home';
import { FormDialog } from '../../ui/FormDialog';
import { notify } from '../../ui/notifications';
import { callsOf, makeTable } from './make-table';

const text = home.drop;

export function TableOfFileDialog(props: {
  file: File;
  kind: DroppedKind;
  csv: CsvForm;
  onDismiss: () => void;
}) {
  const { file, kind } = props;
  const session = useSession();
  const navigate = useNavigate();
  const [table, setTable] = useState(() => tableNameOf(file.name));
  const [database, setDatabase] = useState('uploads');
  const [bucket, setBucket] = useState(`uploads-${session.Account}`);
  const [header, setHeader] = useState(props.csv.header);
  const [checked, setChecked] = useState(false);
  const bucketFault = bucketNameFault(bucket);
  const wish = { file, kind, csv: { ...props.csv, header }, table, database, bucket };
  const make = async () => {
    await makeTable(wish);
    await queryClient.invalidateQueries();
    notify({ id: `table ${table}`, type: 'success', content: text.done(table) });
    await navigate(catalogPages.table(database, table, 'data'));
  };
  return (
    <FormDialog
      header={text.header(file.name)}
      submit={text.submit}
      calls={callsOf(wish)}
      onDismiss={props.onDismiss}
      onSubmit={() => {
        setChecked(true);
        return table !== '' && database !== '' && !bucketFault && make();
      }}
    >
      <FormField label={text.table} errorText={checked && !table ? text.missing : undefined}>
        <Input value={table} onChange={({ detail }) => setTable(detail.value.trim())} autoFocus />
      </FormField>
      <FormField
        label={text.database}
        constraintText={text.help}
        errorText={checked && !database ? text.missing : undefined}
      >
        <Input value={database} onChange={({ detail }) => setDatabase(detail.value.trim())} />
      </FormField>
      <FormField
        label={text.bucket}
        constraintText={text.help}
        errorText={checked ? bucketFault : undefined}
      >
        <Input value={bucket} onChange={({ detail }) => setBucket(detail.value.trim())} />
      </FormField>
      {kind === 'csv' && (
        <Checkbox checked={header} onChange={({ detail }) => setHeader(detail.checked)}>
          {text.names}
        </Checkbox>
      )}
    </FormDialog>
  );
}
