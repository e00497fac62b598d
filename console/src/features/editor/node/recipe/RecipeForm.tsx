import Box from '@cloudscape-design/components/box';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { objects, type JsonObject } from '../../../../model/graph';
import type { NodeKind } from '../../../../model/kinds';
import { aboutStep, moved, newStep, operationOf } from '../../../../model/recipe';
import { recipe as text } from '../../../../strings/recipe';
import type { FormContext } from '../context';
import { GeneratedForm } from '../GeneratedForm';
import { Group } from '../Group';
import { OperationSelect } from './OperationSelect';
import { StepForm } from './StepForm';

const STEPS = 'RecipeSteps';

/** The steps of a Data Preparation Recipe, one of them open at a time. */
export function RecipeForm({ context, kind }: { context: FormContext; kind: NodeKind }) {
  const steps = objects(context.parameters[STEPS]);
  const [open, setOpen] = useState<number | null>(null);
  const show = (next: JsonObject[], at: number | null) => {
    context.set(STEPS, next);
    setOpen(at);
  };
  const actions: Record<string, (at: number) => void> = {
    up: at => show(moved(steps, at, at - 1), at - 1),
    down: at => show(moved(steps, at, at + 1), at + 1),
    duplicate: at => show([...steps.slice(0, at + 1), ...steps.slice(at)], at + 1),
    remove: at => show(steps.toSpliced(at, 1), null),
  };
  return (
    <SpaceBetween size="m">
      <Group label={text.steps} error={context.errorOf(STEPS)}>
        <SpaceBetween size="s">
          {steps.length === 0 && <Box color="text-body-secondary">{text.none}</Box>}
          {steps.map((step, at) => (
            <ExpandableSection
              key={at}
              headerText={text.step(at + 1, operationOf(step))}
              headerDescription={aboutStep(step)}
              headerActions={
                <ButtonDropdown
                  variant="icon"
                  expandToViewport
                  ariaLabel={text.actions(at + 1)}
                  items={[
                    { id: 'up', text: text.moveUp, disabled: at === 0 },
                    { id: 'down', text: text.moveDown, disabled: at === steps.length - 1 },
                    { id: 'duplicate', text: text.duplicate },
                    { id: 'remove', text: text.remove },
                  ]}
                  onItemClick={({ detail }) => actions[detail.id]?.(at)}
                />
              }
              expanded={open === at}
              onChange={({ detail }) => setOpen(detail.expanded ? at : null)}
            >
              {open === at && (
                <StepForm
                  context={context}
                  steps={steps}
                  at={at}
                  onChange={next => context.set(STEPS, steps.with(at, next))}
                />
              )}
            </ExpandableSection>
          ))}
          <OperationSelect
            chosen={null}
            label={text.add}
            placeholder={text.add}
            onChoose={operation => show([...steps, newStep(operation)], steps.length)}
          />
        </SpaceBetween>
      </Group>
      <GeneratedForm context={context} kind={kind} without={[STEPS]} />
    </SpaceBetween>
  );
}
