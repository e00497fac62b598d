import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { findNote, MOST_NOTE_LETTERS, removeNotes, writeNote } from '../../../model/notes';
import { notes as text } from '../../../strings/notes';
import { selectNotes, useEditor, useEditorStore } from '../store';

/** What the selected note says, at the right of the canvas. */
export function NotePanel({ id }: { id: string }) {
  const store = useEditorStore();
  const note = findNote(useEditor(selectNotes), id);
  if (!note) return null;
  const write = (value: string) =>
    store.editNotes(notes => writeNote(notes, id, value.slice(0, MOST_NOTE_LETTERS)), `${id}/Text`);
  return (
    <SpaceBetween size="m">
      <div className="job-panel-header">
        <Box variant="h2">{text.header}</Box>
        <Button
          variant="icon"
          iconName="remove"
          ariaLabel={text.remove}
          onClick={() => store.editNotes(notes => removeNotes(notes, [id]))}
        />
      </div>
      <FormField label={text.text} description={text.help} stretch>
        <Textarea
          value={note.Text}
          rows={8}
          autoFocus={note.Text === ''}
          onChange={({ detail }) => write(detail.value)}
        />
      </FormField>
    </SpaceBetween>
  );
}
