import { describe, expect, it } from 'vitest';
import {
  addNode,
  applyEdits,
  changeKind,
  connect,
  deleteNodes,
  disconnect,
  possibleParents,
  rename,
  setInputs,
  setParameter,
  whyNotConnect,
} from './edits';
import { inputsOf, parametersOf, type GraphNodes } from './graph';
import { paletteOf } from './kinds';
import { CATALOG } from './test-kinds';

const leads = { S3CatalogSource: { Name: 'Leads', Database: 'd', Table: 'leads' } };
const hits = { S3CatalogSource: { Name: 'Hits', Database: 'd', Table: 'hits' } };
const fields = (Name: string, input: string) => ({
  SelectFields: { Name, Inputs: [input], Paths: [['id']] },
});
const join = {
  Join: {
    Name: 'Both',
    Inputs: ['s', 'h'],
    JoinType: 'outer',
    Columns: [
      { From: 's', Keys: [['id']] },
      { From: 'h', Keys: [['lead_id']] },
    ],
  },
};

function entry(key: string) {
  const found = paletteOf(CATALOG).find(one => one.key === key);
  if (!found) throw new Error(key);
  return found;
}

function node(nodes: GraphNodes, id: string) {
  const found = nodes[id];
  if (!found) throw new Error(id);
  return found;
}

describe('adding a node', () => {
  it('makes it a child of the selected node, with defaults', () => {
    const { nodes, id } = addNode({ l: leads }, CATALOG, entry('Join'), ['l'], 42);
    expect(id).toBe('node-42');
    expect(nodes[id]).toEqual({
      Join: {
        Name: 'Join',
        JoinType: 'equijoin',
        Inputs: ['l'],
        Columns: [{ From: 'l', Keys: [] }],
      },
    });
  });

  it('gives sources no parent, and nothing hangs on a target', () => {
    const target = { S3DirectTarget: { Name: 'Out', Inputs: ['l'], Path: '', Format: 'parquet' } };
    const graph = { l: leads, t: target };
    const source = addNode(graph, CATALOG, entry('S3CatalogSource'), ['l'], 1);
    expect(source.nodes['node-1']).toEqual({ S3CatalogSource: { Name: 'Amazon S3' } });
    const below = addNode(graph, CATALOG, entry('SelectFields'), ['t'], 1);
    expect(inputsOf(node(below.nodes, 'node-1'))).toEqual([]);
  });

  it('makes a managed transform by its function', () => {
    const { nodes } = addNode({ l: leads }, CATALOG, entry('gs_concat'), ['l'], 1);
    expect(nodes['node-1']).toMatchObject({
      DynamicTransform: {
        Name: 'Concatenate Columns',
        FunctionName: 'gs_concat',
        Inputs: ['l'],
        Parameters: [],
      },
    });
  });
});

describe('edges', () => {
  const graph: GraphNodes = { s: leads, h: hits, f: fields('Some', 's'), j: join };

  it.each([
    ['s', 's', 'same'],
    ['s', 'gone', 'unknown'],
    ['s', 'f', 'there'],
    ['h', 'f', 'full'],
    ['f', 'j', 'full'],
    ['h', 's', 'full'],
  ])('from %s to %s are refused: %s', (source, target, why) => {
    expect(whyNotConnect(graph, CATALOG, source, target)).toBe(why);
  });

  it('never close a circle or leave a target', () => {
    const sql = { SparkSQL: { Name: 'q', Inputs: [], SqlQuery: '', SqlAliases: [] } };
    const circle = connect({ q: sql, f: fields('Some', 'q') }, 'f', 'q');
    expect(whyNotConnect({ q: sql, f: fields('Some', 'q') }, CATALOG, 'f', 'q')).toBe('cycle');
    expect(inputsOf(node(circle, 'q'))).toEqual(['f']);
    const target = { S3DirectTarget: { Name: 'Out', Inputs: [] } };
    expect(whyNotConnect({ t: target, q: sql }, CATALOG, 't', 'q')).toBe('no-rows');
  });

  it('bring an alias to a SQL node, and take it away', () => {
    const sql = { SparkSQL: { Name: 'q', SqlQuery: 'select 1', Inputs: [], SqlAliases: [] } };
    const both = connect(connect({ s: leads, h: hits, q: sql }, 's', 'q'), 'h', 'q');
    expect(parametersOf(node(both, 'q')).SqlAliases).toEqual([
      { From: 's', Alias: 'myDataSource' },
      { From: 'h', Alias: 'myDataSource2' },
    ]);
    expect(parametersOf(node(disconnect(both, 's', 'q'), 'q')).SqlAliases).toEqual([
      { From: 'h', Alias: 'myDataSource2' },
    ]);
  });

  it('leave the keys of the parent that stays', () => {
    const { Columns, Inputs } = parametersOf(node(disconnect(graph, 'h', 'j'), 'j'));
    expect(Inputs).toEqual(['s']);
    expect(Columns).toEqual([{ From: 's', Keys: [['id']] }]);
    const again = parametersOf(node(setInputs(graph, 'j', ['s', 'f']), 'j'));
    expect(again.Columns).toEqual([
      { From: 's', Keys: [['id']] },
      { From: 'f', Keys: [] },
    ]);
  });

  it('forget the source of a merge that is no input any more', () => {
    const merge = { Merge: { Name: 'm', Inputs: ['s', 'h'], Source: 'h' } };
    expect(parametersOf(node(disconnect({ m: merge }, 'h', 'm'), 'm')).Source).toBeUndefined();
    expect(parametersOf(node(disconnect({ m: merge }, 's', 'm'), 'm')).Source).toBe('h');
  });

  it('may come from all that yields rows and hangs not on the node', () => {
    expect(possibleParents(graph, CATALOG, 's')).toEqual(['h']);
    expect(possibleParents(graph, CATALOG, 'j')).toEqual(['s', 'h', 'f']);
  });
});

describe('deleting', () => {
  it('attaches children to the parents, and what they said of the node with them', () => {
    const graph: GraphNodes = {
      s: leads,
      h: hits,
      f: fields('Some', 'h'),
      j: setInputs({ j: join }, 'j', ['s', 'f']).j ?? join,
    };
    const left = deleteNodes(graph, CATALOG, ['f']);
    expect(Object.keys(left)).toEqual(['s', 'h', 'j']);
    expect(inputsOf(node(left, 'j'))).toEqual(['s', 'h']);
  });

  it('keeps the join conditions of a parent that moved up', () => {
    const graph: GraphNodes = {
      s: leads,
      h: hits,
      f: fields('Some', 'h'),
      j: {
        Join: {
          Name: 'Both',
          Inputs: ['s', 'f'],
          Columns: [
            { From: 's', Keys: [['id']] },
            { From: 'f', Keys: [['lead_id']] },
          ],
        },
      },
    };
    expect(parametersOf(node(deleteNodes(graph, CATALOG, ['f']), 'j')).Columns).toEqual([
      { From: 's', Keys: [['id']] },
      { From: 'h', Keys: [['lead_id']] },
    ]);
  });

  it('attaches no more than there is room for, and nothing twice', () => {
    const graph: GraphNodes = { s: leads, h: hits, j: join, f: fields('Some', 'j') };
    expect(inputsOf(node(deleteNodes(graph, CATALOG, ['j']), 'f'))).toEqual(['s']);
    const twice: GraphNodes = {
      s: leads,
      f: fields('a', 's'),
      j: setInputs({ j: join }, 'j', ['s', 'f']).j ?? join,
    };
    expect(inputsOf(node(deleteNodes(twice, CATALOG, ['f']), 'j'))).toEqual(['s']);
  });

  it('takes several nodes out at once', () => {
    const chain: GraphNodes = {
      s: leads,
      a: fields('a', 's'),
      b: fields('b', 'a'),
      c: fields('c', 'b'),
    };
    const left = deleteNodes(chain, CATALOG, ['a', 'b', 'gone']);
    expect(inputsOf(node(left, 'c'))).toEqual(['s']);
  });
});

describe('settings', () => {
  it('are set and taken out', () => {
    const set = setParameter({ s: leads }, 's', 'PartitionPredicate', 'a = 1');
    expect(parametersOf(node(set, 's')).PartitionPredicate).toBe('a = 1');
    expect(setParameter(set, 's', 'PartitionPredicate', undefined)).toEqual({ s: leads });
    expect(setParameter(set, 'gone', 'x', 1)).toBe(set);
  });

  it('give names one line', () => {
    expect(parametersOf(node(rename({ s: leads }, 's', 'a\nb'), 's')).Name).toBe('a b');
  });

  it('stay where another kind has them too', () => {
    const kind = CATALOG.find('S3CsvSource');
    if (!kind) throw new Error('S3CsvSource');
    const csv = changeKind({ s: leads }, 's', kind);
    expect(csv).toEqual({ s: { S3CsvSource: { Name: 'Leads', Separator: 'comma' } } });
    const target = CATALOG.find('S3GlueParquetTarget');
    if (!target) throw new Error('S3GlueParquetTarget');
    const out = { S3DirectTarget: { Name: 'Out', Inputs: ['s'], Path: 's3://b/', Format: 'csv' } };
    expect(changeKind({ t: out }, 't', target)).toEqual({
      t: { S3GlueParquetTarget: { Name: 'Out', Inputs: ['s'], Path: 's3://b/' } },
    });
  });

  it('are put in as a fix gives them', () => {
    const edits = [{ NodeId: 'n', Node: hits }];
    expect(applyEdits({ s: leads }, edits)).toEqual({ s: leads, n: hits });
  });
});
