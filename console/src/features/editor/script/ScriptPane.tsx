import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import { useMemo } from 'react';
import { errorMessage } from '../../../api/error';
import { nameOf } from '../../../model/graph';
import { partsOfNode } from '../../../model/script';
import { script as text } from '../../../strings/script';
import { Loading } from '../../../ui/Loading';
import { usePreference } from '../../../ui/preference';
import { SqlEditor } from '../../../ui/SqlEditor';
import { PaneHeader } from '../PaneHeader';
import { selectNodes, selectSelection, useEditor } from '../store';
import { useScript, type Which } from './use-script';
import { WhichScript } from './WhichScript';

/** The script beside the canvas, with the part of the selected node marked. */
export function ScriptPane({ onClose }: { onClose: () => void }) {
  // As drawn, each node has a part of its own.
  const [which, setWhich] = usePreference<Which>('editor-script-beside-which', 'drawn');
  const { empty, script, error } = useScript(which);
  const nodes = useEditor(selectNodes);
  const selection = useEditor(selectSelection);
  const marks = useMemo(
    () => (script ? selection.flatMap(id => partsOfNode(script, id)) : []),
    [script, selection],
  );
  const [id] = selection;
  const selected = selection.length === 1 && id !== undefined ? nodes[id] : undefined;
  return (
    <section className="job-script" aria-label={text.beside}>
      <PaneHeader title={text.header} close={text.closeBeside} onClose={onClose} />
      <WhichScript which={which} onChoose={setWhich} />
      {empty && <Box color="text-body-secondary">{text.empty}</Box>}
      {error && (
        <Alert type="warning" header={script ? text.behind : text.failed}>
          {errorMessage(error)}
        </Alert>
      )}
      {!empty && !script && !error && <Loading text={text.loading} />}
      {script && selected && (
        <Box color="text-body-secondary" fontSize="body-s">
          <span role="status">
            {marks.length > 0 ? text.marked(nameOf(selected)) : text.noPart(nameOf(selected))}
          </span>
        </Box>
      )}
      {!empty && script && (
        <div className="job-script-text">
          <SqlEditor
            value={script.text}
            label={text.beside}
            readOnly
            marks={marks}
            minHeight="0"
            maxHeight="none"
          />
        </div>
      )}
    </section>
  );
}
