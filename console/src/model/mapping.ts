import { objects, texts, type ColumnPath, type Json, type JsonObject } from './graph';
import type { Column } from './kinds';

/** A row of Change Schema's grid. */
export interface Mapping {
  from: ColumnPath;
  fromType: string;
  to: string;
  toType: string;
  dropped: boolean;
  /** Of a struct, whose fields are mapped on their own: kept as it is. */
  children: Json | undefined;
}

export function mappingsOf(value: Json | undefined): Mapping[] {
  return objects(value).map(entry => ({
    from: texts(entry.FromPath),
    fromType: typeof entry.FromType === 'string' ? entry.FromType : '',
    to: typeof entry.ToKey === 'string' ? entry.ToKey : '',
    toType: typeof entry.ToType === 'string' ? entry.ToType : '',
    dropped: entry.Dropped === true,
    children: entry.Children,
  }));
}

export function mappingParameter(mappings: Mapping[]): JsonObject[] {
  return mappings.map(({ from, fromType, to, toType, dropped, children }) => ({
    ToKey: to,
    FromPath: from,
    FromType: fromType,
    ToType: toType,
    Dropped: dropped,
    ...(children === undefined ? {} : { Children: children }),
  }));
}

/** Every column of the input under its own name and type. */
export function mappingOfColumns(columns: Column[]): Mapping[] {
  return columns.map(({ Name, Type }) => ({
    from: [Name],
    fromType: Type,
    to: Name,
    toType: Type,
    dropped: false,
    children: undefined,
  }));
}

/** The mapping with rows for columns of the input that it does not speak of. */
export function withMissingColumns(mappings: Mapping[], columns: Column[]): Mapping[] {
  const known = new Set(mappings.map(mapping => mapping.from[0]?.toLowerCase()));
  const missing = columns.filter(column => !known.has(column.Name.toLowerCase()));
  return missing.length === 0 ? mappings : [...mappings, ...mappingOfColumns(missing)];
}
