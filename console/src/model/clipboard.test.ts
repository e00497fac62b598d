import { describe, expect, it } from 'vitest';
import { copyNodes, pasteNodes, readNodes } from './clipboard';
import type { GraphNodes } from './graph';

const GRAPH: GraphNodes = {
  'node-1': { S3CatalogSource: { Name: 'Leads', Table: 'leads' } },
  'node-2': { S3CatalogSource: { Name: 'Hits', Table: 'hits' } },
  'node-3': {
    Join: {
      Name: 'node-1',
      Inputs: ['node-1', 'node-2'],
      Columns: [
        { From: 'node-1', Keys: [['id']] },
        { From: 'node-2', Keys: [['lead_id']] },
      ],
    },
  },
};

describe('the clipboard', () => {
  it('gives copies ids of their own, and what they say of each other follows', () => {
    const copied = readNodes(copyNodes(GRAPH, ['node-1', 'node-2', 'node-3']));
    const { nodes, ids } = pasteNodes(GRAPH, copied ?? {}, 1);
    expect([...ids]).toEqual([
      ['node-1', 'node-4'],
      ['node-2', 'node-5'],
      ['node-3', 'node-6'],
    ]);
    expect(nodes['node-6']).toEqual({
      Join: {
        Name: 'node-1',
        Inputs: ['node-4', 'node-5'],
        Columns: [
          { From: 'node-4', Keys: [['id']] },
          { From: 'node-5', Keys: [['lead_id']] },
        ],
      },
    });
    expect(nodes['node-4']).toEqual(GRAPH['node-1']);
    expect(nodes['node-3']).toBe(GRAPH['node-3']);
  });

  it('leaves parents behind that were not copied', () => {
    const copied = readNodes(copyNodes(GRAPH, ['node-2', 'node-3']));
    expect(copied?.['node-3']).toEqual({
      Join: {
        Name: 'node-1',
        Inputs: ['node-2'],
        Columns: [{ From: 'node-2', Keys: [['lead_id']] }],
      },
    });
  });

  it.each([
    '',
    'x',
    '[]',
    '{}',
    '{"CodeGenConfigurationNodes":{}}',
    '{"CodeGenConfigurationNodes":{"a":1}}',
    '{"CodeGenConfigurationNodes":{"a":{"Join":1}}}',
    '{"CodeGenConfigurationNodes":{"a":{"A":{},"B":{}}}}',
  ])('takes no nodes from %s', text => {
    expect(readNodes(text)).toBeNull();
  });
});
