import type { Json, JsonObject, Parameters } from './graph';

/** What DescribeNodeKinds says of the kinds of nodes: the one source of palette, forms and checks. */
export type Category = 'SOURCE' | 'TRANSFORM' | 'TARGET';

export type ParameterType =
  | 'TEXT'
  | 'CODE'
  | 'WHOLE'
  | 'NUMBER'
  | 'BOOLEAN'
  | 'CHOICE'
  | 'COLUMN'
  | 'COLUMNS'
  | 'S3_PATH'
  | 'S3_PATHS'
  | 'DATABASE'
  | 'TABLE'
  | 'CONNECTION'
  | 'NODE'
  | 'LIST'
  | 'MAP'
  | 'STRUCTURE';

export interface NodeParameter {
  Name: string;
  Type: ParameterType;
  Required: boolean;
  Title: string;
  Help: string;
  Default?: string;
  Choices?: string[];
  /** Of a STRUCTURE of a recipe, which is a list: what each entry holds. */
  Entries?: NodeParameter[];
}

export interface NodeKind {
  Name: string;
  Category: Category;
  Title: string;
  Documentation: string;
  Arity: { LeastInputs: number; MostInputs: number };
  Parameters: NodeParameter[];
  RunsHere: boolean;
  Refusal?: string;
}

export interface ManagedTransform {
  FunctionName: string;
  Title: string;
  Documentation: string;
  Parameters: NodeParameter[];
}

/** What a step of a recipe may do. */
export interface RecipeOperation {
  Operation: string;
  Documentation: string;
  Parameters: NodeParameter[];
  TakesConditions: boolean;
}

/** A condition that a step may have, and with what it compares the column. */
export interface RecipeConditionKind {
  Condition: string;
  Values: 'NONE' | 'ONE' | 'TWO' | 'ANY_OF';
}

export interface NodeKinds {
  NodeKinds: NodeKind[];
  ManagedTransforms: ManagedTransform[];
  RecipeOperations: RecipeOperation[];
  RecipeConditions: RecipeConditionKind[];
}

export interface Column {
  Name: string;
  Type: string;
}

/** Kinds by name, and managed transforms by function. */
export class KindCatalog {
  private readonly kinds: Map<string, NodeKind>;
  private readonly managed: Map<string, ManagedTransform>;

  constructor(private readonly described: NodeKinds) {
    this.kinds = new Map(described.NodeKinds.map(kind => [kind.Name, kind]));
    this.managed = new Map(described.ManagedTransforms.map(one => [one.FunctionName, one]));
  }

  find(name: string): NodeKind | undefined {
    return this.kinds.get(name);
  }

  findManaged(functionName: string): ManagedTransform | undefined {
    return this.managed.get(functionName);
  }

  all(): NodeKind[] {
    return this.described.NodeKinds;
  }

  allManaged(): ManagedTransform[] {
    return this.described.ManagedTransforms;
  }

  findRecipeOperation(name: string): RecipeOperation | undefined {
    return this.recipeOperations().find(({ Operation }) => Operation === name);
  }

  recipeOperations(): RecipeOperation[] {
    return this.described.RecipeOperations;
  }

  recipeConditions(): RecipeConditionKind[] {
    return this.described.RecipeConditions;
  }

  /** What people call a node: the kind's title, or the managed transform's. */
  titleOf(kind: string, parameters: Parameters): string {
    const managed =
      kind === 'DynamicTransform' && typeof parameters.FunctionName === 'string'
        ? this.findManaged(parameters.FunctionName)
        : undefined;
    return managed?.Title ?? this.find(kind)?.Title ?? kind;
  }
}

/** Kinds that people see as one node, "Amazon S3", with a choice in its form. */
export const S3_CATALOG_SOURCE = 'S3CatalogSource';
export const S3_FILE_SOURCES = ['S3CsvSource', 'S3JsonSource', 'S3ParquetSource', 'S3ExcelSource'];
export const S3_SOURCES = [S3_CATALOG_SOURCE, ...S3_FILE_SOURCES];
export const S3_TARGETS = ['S3DirectTarget', 'S3GlueParquetTarget'];

/** What the panel of nodes offers; a choice puts one node on the canvas. */
export interface PaletteEntry {
  key: string;
  category: Category;
  title: string;
  documentation: string;
  kind: NodeKind;
  managed?: ManagedTransform;
}

/** Everything that can be put on the canvas and run here, families as one entry. */
export function paletteOf(catalog: KindCatalog): PaletteEntry[] {
  const inner = new Set([...S3_FILE_SOURCES, ...S3_TARGETS.slice(1), 'DynamicTransform']);
  const entries = catalog
    .all()
    .filter(kind => kind.RunsHere && !inner.has(kind.Name))
    .map(kind => ({
      key: kind.Name,
      category: kind.Category,
      title: kind.Name === 'S3CatalogTarget' ? `${kind.Title} (catalog table)` : kind.Title,
      documentation: kind.Documentation,
      kind,
    }));
  const dynamic = catalog.find('DynamicTransform');
  const managed = dynamic
    ? catalog.allManaged().map(one => ({
        key: one.FunctionName,
        category: 'TRANSFORM' as const,
        title: one.Title,
        documentation: one.Documentation,
        kind: dynamic,
        managed: one,
      }))
    : [];
  return [...entries, ...managed].sort((a, b) => a.title.localeCompare(b.title));
}

/** Entries whose title or documentation has every word of the text; titles first. */
export function searchPalette(entries: PaletteEntry[], text: string): PaletteEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (where: string) => words.every(word => where.toLowerCase().includes(word));
  const byTitle = entries.filter(entry => has(entry.title));
  const others = entries.filter(
    entry => !byTitle.includes(entry) && has(`${entry.title} ${entry.documentation}`),
  );
  return [...byTitle, ...others];
}

/** A default, which is described as text, as the value that the API takes. */
export function defaultValue(parameter: NodeParameter): Json | undefined {
  const text = parameter.Default;
  if (text === undefined || text === '') return undefined;
  switch (parameter.Type) {
    case 'WHOLE':
    case 'NUMBER':
      return Number(text);
    case 'BOOLEAN':
      return text === 'true';
    case 'LIST':
    case 'COLUMN':
      return [text];
    default:
      return text;
  }
}

/** Values of parameters that no form starts without: what must be there and has a default. */
export function startingParameters(kind: NodeKind): JsonObject {
  const parameters: JsonObject = {};
  for (const parameter of kind.Parameters) {
    const value = defaultValue(parameter);
    if (parameter.Required && value !== undefined) parameters[parameter.Name] = value;
  }
  return parameters;
}
