import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo } from 'react';
import { deleteNodes, possibleParents, rename, setInputs } from '../../../model/edits';
import { nameOf } from '../../../model/graph';
import type { NodeKind } from '../../../model/kinds';
import { field as fieldText, join as joinText, node as text } from '../../../strings/node';
import { useKinds } from '../kinds';
import { selectNodes, selectNote, selectSelection, useEditor, useEditorStore } from '../store';
import { useFormContext, type FormContext } from './context';
import { NodeForm } from './NodeForm';
import { NotePanel } from './NotePanel';
import { Problems } from './Problems';
import { textOf } from './value';

/** Settings of the selected node, at the right of the canvas. */
export function NodePanel() {
  const selection = useEditor(selectSelection);
  const note = useEditor(selectNote);
  const [id] = selection;
  if (note !== null) {
    return (
      <section className="job-panel" aria-label={text.panel}>
        <NotePanel key={note} id={note} />
      </section>
    );
  }
  return (
    <section className="job-panel" aria-label={text.panel}>
      {id === undefined || selection.length > 1 ? (
        <Box color="text-body-secondary" padding="l">
          {selection.length > 1 ? text.several(selection.length) : text.choose}
        </Box>
      ) : (
        <Settings key={id} id={id} />
      )}
    </section>
  );
}

function Settings({ id }: { id: string }) {
  const store = useEditorStore();
  const kinds = useKinds();
  const context = useFormContext(id);
  const kind = kinds.find(context.kind);
  const title = kinds.titleOf(context.kind, context.parameters);
  const category = kind?.Category ?? 'TRANSFORM';
  return (
    <SpaceBetween size="m">
      <div className="job-panel-header">
        <Box variant="h2">{text.properties[category](title)}</Box>
        <Button
          variant="icon"
          iconName="remove"
          ariaLabel={text.remove}
          onClick={() => store.edit(nodes => deleteNodes(nodes, kinds, [id]))}
        />
      </div>
      <FormField label={text.name} errorText={context.errorOf('Name')} stretch>
        <Input
          value={textOf(context.parameters.Name)}
          onChange={({ detail }) =>
            store.edit(nodes => rename(nodes, id, detail.value), `${id}/Name`)
          }
        />
      </FormField>
      {category === 'TRANSFORM' && (
        <FormField label={text.type}>
          <Box>{title}</Box>
        </FormField>
      )}
      {kind && kind.Arity.MostInputs > 0 && <Parents context={context} />}
      {kind?.RunsHere === false && (
        <Alert type="warning" header={text.cannotRun}>
          {kind.Refusal}
        </Alert>
      )}
      <OpenProblems context={context} kind={kind} />
      {kind && <NodeForm context={context} kind={kind} />}
      {kind && (
        <ExpandableSection headerText={text.help}>
          <Box>{kinds.findManaged(textOf(context.parameters.FunctionName))?.Documentation}</Box>
          <Box>{kind.Name === 'DynamicTransform' ? null : kind.Documentation}</Box>
        </ExpandableSection>
      )}
    </SpaceBetween>
  );
}

/** Problems that no field of the form shows, or that have a button to mend them. */
function OpenProblems(props: { context: FormContext; kind: NodeKind | undefined }) {
  const { context, kind } = props;
  const isShown = (field: string | undefined) =>
    field === 'Inputs' || kind?.Parameters.some(({ Name }) => Name === field) === true;
  const open = context.problems.filter(
    problem =>
      problem.Severity !== 'ERROR' || problem.Fixes !== undefined || !isShown(problem.Field),
  );
  // The join's own notice has the prefix box for this one.
  const without = kind?.Name === 'Join' ? [joinText.resolve] : [];
  return open.length === 0 ? null : <Problems problems={open} without={without} />;
}

function Parents({ context }: { context: FormContext }) {
  const store = useEditorStore();
  const kinds = useKinds();
  const nodes = useEditor(selectNodes);
  const options = useMemo(
    () =>
      possibleParents(nodes, kinds, context.id).map(id => {
        const node = nodes[id] ?? {};
        return { value: id, label: nameOf(node) || id };
      }),
    [nodes, kinds, context.id],
  );
  return (
    <FormField
      label={text.parents}
      description={text.parentsHelp}
      errorText={context.errorOf('Inputs')}
      stretch
    >
      <Multiselect
        selectedOptions={context.inputs.map(({ id, name }) => ({ value: id, label: name }))}
        options={options}
        placeholder={text.parentsPlaceholder}
        filteringType="auto"
        filteringAriaLabel={fieldText.filter}
        empty={text.noParents}
        deselectAriaLabel={option => `${text.parentsOf} ${option.label ?? ''}`}
        onChange={({ detail }) =>
          store.edit(at =>
            setInputs(
              at,
              context.id,
              detail.selectedOptions.map(option => option.value ?? ''),
            ),
          )
        }
      />
    </FormField>
  );
}
