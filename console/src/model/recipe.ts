import { isObject, objects, paths, texts, type Json, type JsonObject } from './graph';
import type { NodeParameter, RecipeConditionKind, RecipeOperation } from './kinds';

/**
 * The steps of a Recipe node. A step keeps every parameter as a text, where a form has plain values:
 * a column is its name, columns and lists of entries are JSON.
 */

const CONDITIONS = 'ConditionExpressions';

function actionOf(step: JsonObject): JsonObject {
  return isObject(step.Action) ? step.Action : {};
}

export function operationOf(step: JsonObject): string {
  const { Operation } = actionOf(step);
  return typeof Operation === 'string' ? Operation : '';
}

function parametersOf(step: JsonObject): JsonObject {
  const { Parameters } = actionOf(step);
  return isObject(Parameters) ? Parameters : {};
}

function withParameters(step: JsonObject, parameters: JsonObject): JsonObject {
  return { ...step, Action: { ...actionOf(step), Parameters: parameters } };
}

function without(object: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([other]) => other !== name));
}

export function newStep(operation: RecipeOperation): JsonObject {
  return { Action: { Operation: operation.Operation, Parameters: {} } };
}

/** The step with another operation; what both operations take stays. */
export function withOperation(step: JsonObject, operation: RecipeOperation): JsonObject {
  const names = new Set(operation.Parameters.map(({ Name }) => Name));
  const kept = Object.entries(parametersOf(step)).filter(([name]) => names.has(name));
  const next = operation.TakesConditions ? step : without(step, CONDITIONS);
  const action = { ...actionOf(step), Operation: operation.Operation };
  return withParameters({ ...next, Action: action }, Object.fromEntries(kept));
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A value as a form has it. What is no value of the parameter's type stays a text. */
function fromText(parameter: NodeParameter, text: string): Json {
  switch (parameter.Type) {
    case 'COLUMN':
      return text === '' ? [] : [text];
    case 'COLUMNS':
      return texts(parsed(text)).map(name => [name]);
    case 'LIST':
      return texts(parsed(text));
    case 'STRUCTURE':
      return objects(parsed(text));
    case 'BOOLEAN':
      return text.toLowerCase() === 'true';
    default:
      return text;
  }
}

function toText(parameter: NodeParameter, value: Json): string {
  switch (parameter.Type) {
    case 'COLUMN':
      return texts(value).join('.');
    case 'COLUMNS':
      return JSON.stringify(paths(value).map(path => path.join('.')));
    default:
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}

/** The value of a parameter for a form, undefined if the step does not say it. */
export function recipeValue(step: JsonObject, parameter: NodeParameter): Json | undefined {
  const text = parametersOf(step)[parameter.Name];
  return typeof text === 'string' ? fromText(parameter, text) : undefined;
}

/** The step with a parameter set, or taken out if the value is undefined or an empty list. */
export function withRecipeValue(
  step: JsonObject,
  parameter: NodeParameter,
  value: Json | undefined,
): JsonObject {
  const given = parametersOf(step);
  const isNone = value === undefined || (Array.isArray(value) && value.length === 0);
  if (isNone) return withParameters(step, without(given, parameter.Name));
  return withParameters(step, { ...given, [parameter.Name]: toText(parameter, value) });
}

/** What a step says that the operation does not take: shown, so that it can be taken out. */
export function otherParameters(step: JsonObject, known: NodeParameter[]): JsonObject {
  const names = new Set(known.map(({ Name }) => Name));
  return Object.fromEntries(
    Object.entries(parametersOf(step)).filter(([name]) => !names.has(name)),
  );
}

export function withOtherParameters(
  step: JsonObject,
  known: NodeParameter[],
  others: JsonObject,
): JsonObject {
  const names = new Set(known.map(({ Name }) => Name));
  const kept = Object.entries(parametersOf(step)).filter(([name]) => names.has(name));
  return withParameters(step, { ...Object.fromEntries(kept), ...others });
}

/** A value within an entry of a list, which is JSON already but for columns. */
export function entryValue(entry: JsonObject, field: NodeParameter): Json | undefined {
  const value = entry[field.Name];
  return field.Type === 'COLUMN' && typeof value === 'string' ? [value] : value;
}

export function withEntryValue(
  entry: JsonObject,
  field: NodeParameter,
  value: Json | undefined,
): JsonObject {
  if (value === undefined) return without(entry, field.Name);
  return { ...entry, [field.Name]: field.Type === 'COLUMN' ? texts(value).join('.') : value };
}

/** One of a step's conditions, as a row of its form. */
export interface RecipeCondition {
  condition: string;
  column: string;
  values: string[];
}

/** As the server reads it: a list in JSON, or the text itself. */
function valuesOf(value: Json | undefined): string[] {
  if (typeof value !== 'string' || value === '') return [];
  const list = parsed(value);
  if (!Array.isArray(list)) return [value];
  return list.map(one => (typeof one === 'string' ? one : JSON.stringify(one)));
}

export function conditionsOf(step: JsonObject): RecipeCondition[] {
  return objects(step[CONDITIONS]).map(({ Condition, Value, TargetColumn }) => ({
    condition: typeof Condition === 'string' ? Condition : '',
    column: typeof TargetColumn === 'string' ? TargetColumn : '',
    values: valuesOf(Value),
  }));
}

function valueOf(kind: RecipeConditionKind | undefined, values: string[]): string {
  const [first = '', second = ''] = values;
  switch (kind?.Values) {
    case 'NONE':
      return '';
    case 'ONE':
      return first;
    case 'TWO':
      return JSON.stringify([first, second]);
    default:
      // A single text that looks like a list would be read as one.
      return values.length > 1 || Array.isArray(parsed(first)) ? JSON.stringify(values) : first;
  }
}

export function withConditions(
  step: JsonObject,
  conditions: RecipeCondition[],
  kinds: RecipeConditionKind[],
): JsonObject {
  if (conditions.length === 0) return without(step, CONDITIONS);
  const expressions = conditions.map(({ condition, column, values }) => {
    const value = valueOf(
      kinds.find(kind => kind.Condition === condition),
      values,
    );
    return {
      Condition: condition,
      ...(value !== '' && { Value: value }),
      TargetColumn: column,
    };
  });
  return { ...step, [CONDITIONS]: expressions };
}

/** The list with an element at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const others = list.filter((_, at) => at !== from);
  return [...others.slice(0, to), ...list.slice(from, from + 1), ...others.slice(to)];
}

/** What a step is about, in a line: the columns that it takes and the one that it makes. */
export function aboutStep(step: JsonObject): string {
  const parameters = parametersOf(step);
  const text = (name: string) => {
    const value = parameters[name];
    return typeof value === 'string' ? value : '';
  };
  const columns = texts(parsed(text('sourceColumns')));
  const names = ['sourceColumn', 'sourceColumn1', 'sourceColumn2'].map(text).filter(Boolean);
  const from = [...columns, ...names].join(', ');
  return [from, text('targetColumn')].filter(Boolean).join(' → ');
}
