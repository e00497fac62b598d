import { objects, texts, type ColumnPath, type Json, type JsonObject } from './graph';

/** A condition of a filter or of a router's group, as a row of the builder. */
export interface FilterCondition {
  key: ColumnPath;
  /** The API's operation; with N in front where the API negates it. */
  operation: FilterOperation;
  value: string;
  /** What the row cannot show, such as a comparison of two columns: kept until it is changed. */
  raw: JsonObject | null;
}

export const FILTER_OPERATIONS = [
  'EQ',
  'NEQ',
  'LT',
  'GT',
  'LTE',
  'GTE',
  'REGEX',
  'NREGEX',
  'ISNULL',
  'NISNULL',
] as const;
export type FilterOperation = (typeof FILTER_OPERATIONS)[number];

export function takesValue(operation: FilterOperation): boolean {
  return operation !== 'ISNULL' && operation !== 'NISNULL';
}

function operationOf(entry: JsonObject): FilterOperation | undefined {
  const name = `${entry.Negated === true ? 'N' : ''}${String(entry.Operation)}`;
  return FILTER_OPERATIONS.find(operation => operation === name);
}

export function filtersOf(value: Json | undefined): FilterCondition[] {
  return objects(value).map(entry => {
    const values = objects(entry.Values);
    const key = texts(values.find(one => one.Type === 'COLUMNEXTRACTED')?.Value);
    const constants = values.filter(one => one.Type === 'CONSTANT');
    const operation = operationOf(entry);
    const plain =
      operation !== undefined &&
      values.length - constants.length <= 1 &&
      constants.length <= 1 &&
      values[0]?.Type !== 'CONSTANT';
    return {
      key,
      operation: operation ?? 'EQ',
      value: texts(constants[0]?.Value)[0] ?? '',
      raw: plain ? null : entry,
    };
  });
}

export function filterParameter(conditions: FilterCondition[]): JsonObject[] {
  return conditions.map(({ key, operation, value, raw }) => {
    if (raw) return raw;
    const negated = operation.startsWith('N');
    const values: JsonObject[] = [{ Type: 'COLUMNEXTRACTED', Value: key }];
    if (takesValue(operation)) values.push({ Type: 'CONSTANT', Value: [value] });
    return {
      Operation: negated ? operation.slice(1) : operation,
      Negated: negated,
      Values: values,
    };
  });
}
