import Button from '@cloudscape-design/components/button';
import { useNavigate } from 'react-router';
import type { Connection } from '../../api/glue-connections';
import { catalogPages } from '../../model/catalog-pages';
import { formOf } from '../../model/connection';
import { connections as text } from '../../strings/connections';

/** Leads to the form where there is one for the connection, and says why where there is none. */
export function EditConnectionButton({ connection }: { connection: Connection | undefined }) {
  const navigate = useNavigate();
  const hasForm = connection !== undefined && formOf(connection) !== null;
  return (
    <Button
      disabled={!hasForm}
      {...(connection && !hasForm && { disabledReason: text.cannotEdit })}
      onClick={() => {
        if (connection) void navigate(catalogPages.editConnection(connection.Name));
      }}
    >
      {text.edit}
    </Button>
  );
}
