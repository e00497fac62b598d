import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { isObject } from '../../../model/graph';
import { BOOKMARK, BOOKMARKS } from '../../../model/job';
import { details as text } from '../../../strings/editor';
import { textOf } from '../node/value';
import { selectJob, useEditor, useEditorStore } from '../store';

/** Whether runs go on where the last one ended. */
export function BookmarkChoice() {
  const store = useEditorStore();
  const { DefaultArguments } = useEditor(selectJob);
  const chosen =
    textOf(isObject(DefaultArguments) ? DefaultArguments[BOOKMARK] : undefined) || BOOKMARKS[0];
  const known = (value: string) => BOOKMARKS.find(bookmark => bookmark === value);
  const optionOf = (value: string) => {
    const bookmark = known(value);
    return {
      value,
      label: bookmark ? text.bookmarks[bookmark] : value,
      ...(bookmark && { description: text.bookmarkTexts[bookmark] }),
    };
  };
  return (
    <FormField label={text.bookmark} description={text.bookmarkHelp}>
      <Select
        selectedOption={optionOf(chosen)}
        options={BOOKMARKS.map(optionOf)}
        onChange={({ detail }) =>
          store.editJob(at => ({
            ...at,
            DefaultArguments: {
              ...(isObject(at.DefaultArguments) ? at.DefaultArguments : {}),
              [BOOKMARK]: detail.selectedOption.value ?? chosen,
            },
          }))
        }
      />
    </FormField>
  );
}
