import { objects, texts, type Json, type JsonObject } from './graph';
import type { NodeParameter } from './kinds';

/**
 * The parameters of a managed transform as a DynamicTransform holds them: a list of
 * {Name, Type, Value: [texts]}, where a form has plain values.
 */

function typeOf(parameter: NodeParameter): string {
  switch (parameter.Type) {
    case 'WHOLE':
      return 'int';
    case 'NUMBER':
      return 'float';
    case 'BOOLEAN':
      return 'bool';
    case 'COLUMNS':
    case 'LIST':
      return 'list';
    default:
      return 'str';
  }
}

/** A path as one text: `address.zip`, with quotes where a name has a dot of its own. */
function pathText(path: string[]): string {
  return path.map(part => (part.includes('.') ? `\`${part}\`` : part)).join('.');
}

function toTexts(parameter: NodeParameter, value: Json): string[] {
  if (parameter.Type === 'COLUMN') return [pathText(texts(value))];
  if (parameter.Type === 'COLUMNS') {
    return Array.isArray(value) ? value.map(path => pathText(texts(path))) : [];
  }
  if (Array.isArray(value)) return texts(value);
  return [typeof value === 'string' ? value : JSON.stringify(value)];
}

function fromText(text: string): string[] {
  const parts = text.match(/`[^`]*`|[^.]+/g) ?? [];
  return parts.map(part => (part.startsWith('`') ? part.slice(1, -1) : part));
}

/** The value of one parameter for a form, undefined if it is not given. */
export function managedValue(list: Json | undefined, parameter: NodeParameter): Json | undefined {
  const entry = objects(list).find(item => item.Name === parameter.Name);
  if (!entry) return undefined;
  const values = texts(entry.Value);
  const first = values[0];
  switch (parameter.Type) {
    case 'COLUMNS':
      return values.map(fromText);
    case 'LIST':
      return values;
    case 'COLUMN':
      return first === undefined ? undefined : fromText(first);
    case 'BOOLEAN':
      return first === undefined ? undefined : first.toLowerCase() === 'true';
    case 'WHOLE':
    case 'NUMBER':
      return first === undefined ? undefined : Number(first);
    default:
      return first;
  }
}

/** The list with one parameter set, or taken out if the value is undefined. */
export function withManagedValue(
  list: Json | undefined,
  parameter: NodeParameter,
  value: Json | undefined,
): JsonObject[] {
  const entries = objects(list);
  const others = entries.filter(item => item.Name !== parameter.Name);
  if (value === undefined) return others;
  const type = typeOf(parameter);
  const entry: JsonObject = {
    Name: parameter.Name,
    Type: type,
    Value: toTexts(parameter, value),
    IsOptional: !parameter.Required,
  };
  if (type === 'list') entry.ListType = 'str';
  return entries.some(item => item.Name === parameter.Name)
    ? entries.map(item => (item.Name === parameter.Name ? entry : item))
    : [...others, entry];
}
