/**
 * What a list of runs is filtered by: conditions about properties of a run, or about any of them. It is kept
 * in the address: `where=job=etl&where=time>60`, and `match=any` where one of them is enough.
 */
export interface RunFilter {
  operation: 'and' | 'or';
  tokens: readonly RunCondition[];
}

export interface RunCondition {
  /** Without one, the condition is about every property. */
  propertyKey?: string;
  operator: string;
  value: string;
}

/** The properties of a run by their keys. One that is not known fits no condition but a negative one. */
export type RunProperties = Readonly<Record<string, string | number | undefined>>;

export const NO_FILTER: RunFilter = { operation: 'and', tokens: [] };

/** Text is compared as it is and contained whatever its case. */
export const TEXT_OPERATORS = [':', '!:', '=', '!='] as const;
export const CHOICE_OPERATORS = ['=', '!='] as const;
export const NUMBER_OPERATORS = ['=', '!=', '>', '>=', '<', '<='] as const;

const CONDITION = /^([a-z]*)(!=|!:|>=|<=|=|:|>|<)(.*)$/s;

export function readFilter(query: URLSearchParams): RunFilter {
  const tokens = query.getAll('where').flatMap(text => {
    const [, propertyKey, operator, value] = CONDITION.exec(text) ?? [];
    if (operator === undefined || value === undefined) return [];
    return [{ ...(propertyKey && { propertyKey }), operator, value }];
  });
  return { operation: query.get('match') === 'any' ? 'or' : 'and', tokens };
}

export function writeFilter(query: URLSearchParams, { operation, tokens }: RunFilter): void {
  query.delete('where');
  query.delete('match');
  for (const { propertyKey = '', operator, value } of tokens) {
    query.append('where', `${propertyKey}${operator}${value}`);
  }
  if (operation === 'or' && tokens.length > 0) query.set('match', 'any');
}

export function fitsFilter({ operation, tokens }: RunFilter, run: RunProperties): boolean {
  if (tokens.length === 0) return true;
  const fits = (condition: RunCondition) => fitsCondition(condition, run);
  return operation === 'or' ? tokens.some(fits) : tokens.every(fits);
}

function fitsCondition({ propertyKey, operator, value }: RunCondition, run: RunProperties) {
  const properties = propertyKey === undefined ? Object.values(run) : [run[propertyKey]];
  const negative = operator.startsWith('!');
  const plain = negative ? operator.slice(1) : operator;
  const found = properties.some(property => property !== undefined && is(property, plain, value));
  return found !== negative;
}

function is(property: string | number, operator: string, value: string): boolean {
  if (operator === ':') return String(property).toLowerCase().includes(value.toLowerCase());
  if (operator === '=') {
    return typeof property === 'number' ? property === Number(value) : property === value;
  }
  const [a, b] = [Number(property), Number(value)];
  if (operator.startsWith('>')) return operator === '>=' ? a >= b : a > b;
  return operator === '<=' ? a <= b : a < b;
}
