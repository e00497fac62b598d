import Select from '@cloudscape-design/components/select';
import type { RecipeOperation } from '../../../../model/kinds';
import { recipe as text } from '../../../../strings/recipe';
import { useKinds } from '../../kinds';

/** An operation of recipes, found by its name and by what it does. */
export function OperationSelect(props: {
  chosen: string | null;
  label?: string;
  placeholder: string;
  onChoose: (operation: RecipeOperation) => void;
}) {
  const kinds = useKinds();
  return (
    <Select
      selectedOption={props.chosen === null ? null : { value: props.chosen, label: props.chosen }}
      options={kinds.recipeOperations().map(({ Operation, Documentation }) => ({
        value: Operation,
        label: Operation,
        description: Documentation,
      }))}
      placeholder={props.placeholder}
      filteringType="auto"
      filteringPlaceholder={text.findOperation}
      filteringAriaLabel={text.findOperation}
      empty={text.noOperation}
      noMatch={text.noOperation}
      {...(props.label !== undefined && { ariaLabel: props.label })}
      virtualScroll
      onChange={({ detail }) => {
        const operation = kinds.findRecipeOperation(detail.selectedOption.value ?? '');
        if (operation) props.onChoose(operation);
      }}
    />
  );
}
