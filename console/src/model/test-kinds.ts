import { KindCatalog, type Category, type NodeKind, type NodeParameter } from './kinds';

/** A few kinds as the server describes them, for tests. */

function parameter(Name: string, Type: NodeParameter['Type'], more = {}): NodeParameter {
  return { Name, Type, Required: true, Title: Name, Help: '', ...more };
}

function kind(
  Name: string,
  Category: Category,
  Title: string,
  [LeastInputs, MostInputs]: [number, number],
  Parameters: NodeParameter[],
): NodeKind {
  const Arity = { LeastInputs, MostInputs };
  return { Name, Category, Title, Documentation: `${Title}.`, Arity, Parameters, RunsHere: true };
}

const table = [parameter('Database', 'DATABASE'), parameter('Table', 'TABLE')];

export const CATALOG = new KindCatalog({
  NodeKinds: [
    kind('S3CatalogSource', 'SOURCE', 'Amazon S3', [0, 0], table),
    kind(
      'S3CsvSource',
      'SOURCE',
      'Amazon S3',
      [0, 0],
      [
        parameter('Paths', 'S3_PATHS'),
        parameter('Separator', 'CHOICE', { Default: 'comma', Choices: ['comma', 'tab'] }),
      ],
    ),
    kind('ApplyMapping', 'TRANSFORM', 'Change Schema', [1, 1], [parameter('Mapping', 'STRUCTURE')]),
    kind('SelectFields', 'TRANSFORM', 'Select Fields', [1, 1], [parameter('Paths', 'COLUMNS')]),
    kind(
      'Join',
      'TRANSFORM',
      'Join',
      [2, 2],
      [
        parameter('JoinType', 'CHOICE', { Default: 'equijoin', Choices: ['equijoin', 'outer'] }),
        parameter('Columns', 'STRUCTURE'),
      ],
    ),
    kind(
      'SparkSQL',
      'TRANSFORM',
      'SQL Query',
      [1, 1000],
      [parameter('SqlQuery', 'CODE'), parameter('SqlAliases', 'STRUCTURE')],
    ),
    kind('Merge', 'TRANSFORM', 'Merge', [2, 2], [parameter('Source', 'NODE')]),
    kind(
      'DynamicTransform',
      'TRANSFORM',
      'Managed transform',
      [1, 1],
      [parameter('FunctionName', 'TEXT')],
    ),
    kind(
      'S3DirectTarget',
      'TARGET',
      'Amazon S3',
      [1, 1],
      [
        parameter('Path', 'S3_PATH'),
        parameter('Format', 'CHOICE', { Default: 'parquet', Choices: ['parquet', 'csv'] }),
      ],
    ),
    kind('S3GlueParquetTarget', 'TARGET', 'Amazon S3', [1, 1], [parameter('Path', 'S3_PATH')]),
    { ...kind('CustomCode', 'TRANSFORM', 'Custom transform', [1, 1000], []), RunsHere: false },
  ],
  ManagedTransforms: [
    {
      FunctionName: 'gs_concat',
      Title: 'Concatenate Columns',
      Documentation: 'Puts columns together.',
      Parameters: [parameter('colName', 'TEXT'), parameter('colList', 'COLUMNS')],
    },
  ],
  RecipeOperations: [
    {
      Operation: 'RENAME',
      Documentation: 'Gives a column another name.',
      Parameters: [parameter('sourceColumn', 'COLUMN'), parameter('targetColumn', 'TEXT')],
      TakesConditions: false,
    },
    {
      Operation: 'LEFT',
      Documentation: 'Makes a column of the first characters.',
      Parameters: [
        parameter('sourceColumn', 'COLUMN'),
        parameter('position', 'WHOLE'),
        parameter('targetColumn', 'TEXT'),
      ],
      TakesConditions: true,
    },
    {
      Operation: 'SORT',
      Documentation: 'Sorts the rows.',
      Parameters: [
        parameter('expressions', 'STRUCTURE', {
          Entries: [
            parameter('sourceColumn', 'COLUMN'),
            parameter('ordering', 'CHOICE', { Choices: ['ASCENDING', 'DESCENDING'] }),
          ],
        }),
      ],
      TakesConditions: false,
    },
  ],
  RecipeConditions: [
    { Condition: 'IS', Values: 'ANY_OF' },
    { Condition: 'IS_MISSING', Values: 'NONE' },
    { Condition: 'LESS_THAN', Values: 'ONE' },
    { Condition: 'IS_BETWEEN', Values: 'TWO' },
  ],
});
