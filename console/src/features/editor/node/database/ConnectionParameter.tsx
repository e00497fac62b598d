import FormField from '@cloudscape-design/components/form-field';
import { setParameter } from '../../../../model/edits';
import { withConnection } from '../../../../model/database-node';
import { forms } from '../../../../strings/node';
import { useEditorStore } from '../../store';
import { ConnectionField } from '../ConnectionField';
import type { FormContext } from '../context';

const text = forms.database;

/** The connection of a node, with which what follows from it is set as one step of undo. */
export function ConnectionParameter({ context }: { context: FormContext }) {
  const store = useEditorStore();
  const { id, kind, parameters } = context;
  return (
    <FormField
      label={text.connection}
      description={text.connectionHelp}
      errorText={context.errorOf('ConnectionName')}
      stretch
    >
      <ConnectionField
        value={parameters.ConnectionName}
        label={text.connection}
        labelled
        onChange={next => context.set('ConnectionName', next)}
        onChoose={connection =>
          store.edit(nodes =>
            Object.entries(withConnection(kind, parameters, connection)).reduce(
              (edited, [name, value]) => setParameter(edited, id, name, value),
              nodes,
            ),
          )
        }
      />
    </FormField>
  );
}
