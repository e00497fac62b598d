import { describe, expect, it } from 'vitest';
import { createJobInput, editableJob, newJob, sameDocument, updateJobInput } from './job';

const nodes = { a: { S3CatalogSource: { Name: 'Leads' } } };

describe('a job', () => {
  it('is created with its graph and without what is empty', () => {
    const job = { ...newJob('123456789012', 'us-east-1'), Name: 'ETL', Description: '' };
    const input = createJobInput({ nodes, positions: {}, notes: [], job });
    expect(input).toMatchObject({ Name: 'ETL', CodeGenConfigurationNodes: nodes });
    expect(input).not.toHaveProperty('Description');
  });

  it('is updated with all that was not only answered', () => {
    const job = editableJob({
      Name: 'ETL',
      Role: 'r',
      CreatedOn: 1,
      LastModifiedOn: 2,
      MaxCapacity: 2,
      Description: null,
      CodeGenConfigurationNodes: nodes,
    });
    expect(updateJobInput({ nodes, positions: {}, notes: [], job })).toEqual({
      JobName: 'ETL',
      JobUpdate: { Role: 'r', CodeGenConfigurationNodes: nodes },
    });
  });

  it('is saved when graph, settings and notes are; places of nodes do not count', () => {
    const one = { nodes, positions: {}, notes: [], job: { Name: 'a' } };
    expect(sameDocument(one, { ...one, positions: { a: { x: 1, y: 1 } } })).toBe(true);
    expect(sameDocument(one, { ...one, job: { Name: 'b' } })).toBe(false);
    expect(sameDocument(one, { ...one, nodes: {} })).toBe(false);
    const note = { Id: 'n', Text: 'why', X: 0, Y: 0 };
    expect(sameDocument(one, { ...one, notes: [note] })).toBe(false);
  });
});
