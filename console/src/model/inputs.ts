import {
  inputsOf,
  isObject,
  kindOf,
  objects,
  parametersOf,
  texts,
  withParameters,
  type GraphNode,
  type Json,
  type JsonObject,
  type Parameters,
} from './graph';

/**
 * What a node says of its inputs beside `Inputs` follows them: From of join conditions and of SQL
 * aliases, Source of a merge.
 */

function renamed(value: Json, from: string, to: string): Json {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map(item => renamed(item, from, to));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name === from ? to : name,
      renamed(item, from, to),
    ]),
  );
}

/** Every mention of the input `from`, but in Name, says `to`. */
export function withMentions(parameters: Parameters, from: string, to: string): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      name === 'Name' || name === 'Inputs' ? value : renamed(value, from, to),
    ]),
  );
}

function isReference(item: Json): item is JsonObject & { From: string } {
  return isObject(item) && typeof item.From === 'string';
}

/** What only spoke of inputs that are no more goes. */
function withoutStrangers(parameters: Parameters, inputs: string[]): Parameters {
  const kept: Parameters = {};
  for (const [name, value] of Object.entries(parameters)) {
    if (name === 'Source' && typeof value === 'string' && !inputs.includes(value)) continue;
    kept[name] =
      Array.isArray(value) && value.some(isReference)
        ? value.filter(item => !isReference(item) || inputs.includes(item.From))
        : value;
  }
  return kept;
}

/** One entry an input, in their order; what an input had stays. */
function entriesFor(
  inputs: string[],
  known: JsonObject[],
  make: (input: string, taken: JsonObject[]) => JsonObject,
): JsonObject[] {
  const entries: JsonObject[] = [];
  for (const input of inputs) {
    const kept = known.find(entry => entry.From === input);
    entries.push(kept ?? make(input, [...known, ...entries]));
  }
  return entries;
}

function freeAlias(taken: JsonObject[]): string {
  const used = new Set(taken.map(entry => entry.Alias));
  for (let number = 1; ; ++number) {
    const alias = number === 1 ? 'myDataSource' : `myDataSource${number}`;
    if (!used.has(alias)) return alias;
  }
}

/** What the kind must say of each input, said. */
function withOwnEntries(kind: string, parameters: Parameters): Parameters {
  const inputs = texts(parameters.Inputs);
  if (kind === 'Join') {
    const known = objects(parameters.Columns);
    return {
      ...parameters,
      Columns: entriesFor(inputs, known, From => ({ From, Keys: [] })),
    };
  }
  if (kind === 'SparkSQL') {
    const known = objects(parameters.SqlAliases);
    const make = (From: string, taken: JsonObject[]) => ({ From, Alias: freeAlias(taken) });
    return { ...parameters, SqlAliases: entriesFor(inputs, known, make) };
  }
  return parameters;
}

/** The node with these inputs. */
export function withInputs(node: GraphNode, inputs: string[]): GraphNode {
  const distinct = [...new Set(inputs)];
  const parameters = withoutStrangers({ ...parametersOf(node), Inputs: distinct }, distinct);
  return withParameters(node, withOwnEntries(kindOf(node), parameters));
}

/** The node with other inputs in the place of one; what it said of that one is said of the first. */
export function withInputReplaced(node: GraphNode, old: string, others: string[]): GraphNode {
  const inputs = inputsOf(node);
  const fresh = others.filter(other => !inputs.includes(other));
  const first = fresh[0];
  const mentions = first
    ? withParameters(node, withMentions(parametersOf(node), old, first))
    : node;
  return withInputs(
    mentions,
    inputs.flatMap(input => (input === old ? fresh : [input])),
  );
}
