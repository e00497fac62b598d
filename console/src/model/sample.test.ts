import { describe, expect, it } from 'vitest';
import { sampleGraph, sampleTableInput, sampleTables } from './sample';

describe('the sample', () => {
  it('has as many fields in each line as its table has columns', () => {
    for (const table of sampleTables()) {
      expect(table.lines.length).toBeGreaterThan(300);
      for (const line of table.lines) expect(line.split(',')).toHaveLength(table.columns.length);
    }
  });

  it('has tables over the folders of its files', () =>
    expect(
      sampleTables().map(table => sampleTableInput('b', table).StorageDescriptor?.Location),
    ).toEqual([
      's3://b/landing_zone/users/',
      's3://b/landing_zone/article_hits/',
      's3://b/landing_zone/form_leads/',
    ]));

  it('has a graph whose nodes name only nodes that are there', () => {
    const graph = sampleGraph('b');
    for (const node of Object.values(graph)) {
      const [parameters] = Object.values(node) as [{ Inputs?: string[] }];
      for (const input of parameters.Inputs ?? []) expect(graph).toHaveProperty([input]);
    }
  });
});
