import { describe, expect, it } from 'vitest';
import type { Connection } from '../api/glue-connections';
import {
  DIRECT_JDBC_SOURCE,
  hasOtherReadOptions,
  JDBC_SOURCE,
  JDBC_TARGET,
  otherOptions,
  readOptionsOf,
  withConnection,
  withOtherOptions,
  withReadOptions,
  withWriteOptions,
  writeOptionsOf,
} from './database-node';

const jdbc = (url: string): Connection => ({
  Name: 'warehouse',
  ConnectionType: 'JDBC',
  ConnectionProperties: { JDBC_CONNECTION_URL: url },
});

describe('the connection of a node', () => {
  it('tells a source its type and its database', () => {
    const parameters = { Name: 'JDBC', Database: 'old', Table: 't' };
    const chosen = jdbc('jdbc:mariadb://db/shop');
    expect(withConnection(DIRECT_JDBC_SOURCE, parameters, chosen)).toEqual({
      Name: 'JDBC',
      ConnectionName: 'warehouse',
      ConnectionType: 'mysql',
      Database: 'shop',
      Table: 't',
    });
    const without = jdbc('jdbc:mysql://db/');
    expect(withConnection(DIRECT_JDBC_SOURCE, parameters, without).Database).toBe('old');
  });

  it.each([JDBC_SOURCE, JDBC_TARGET])('leaves the connector of %s as it is', kind => {
    const parameters = { ConnectorName: 'jdbc', ConnectionType: 'custom.jdbc' };
    expect(withConnection(kind, parameters, jdbc('jdbc:postgresql://db/sales'))).toEqual({
      ConnectionName: 'warehouse',
      ...parameters,
    });
  });

  it('that leads to no known database is only named', () => {
    const kafka = { Name: 'brokers', ConnectionType: 'KAFKA' };
    expect(withConnection(DIRECT_JDBC_SOURCE, { Database: 'a' }, kafka)).toEqual({
      ConnectionName: 'brokers',
      Database: 'a',
    });
  });
});

describe('how a target writes', () => {
  it.each([
    [undefined, { mode: 'append', keys: [], createTable: false }],
    [{ writeMode: 'strange' }, { mode: 'append', keys: [], createTable: false }],
    [
      { writeMode: 'merge', mergeKeys: ' id, day ,', createTable: 'true' },
      { mode: 'merge', keys: ['id', 'day'], createTable: true },
    ],
  ])('is read from %j', (options, expected) => {
    expect(writeOptionsOf(options)).toEqual(expected);
  });

  it('is written beside the other options', () => {
    const before = { batchsize: '10', writeMode: 'merge', mergeKeys: 'id' };
    const merge = { mode: 'merge', keys: ['a', 'b'], createTable: true } as const;
    const written = withWriteOptions(before, { ...merge, keys: [...merge.keys] });
    expect(written).toEqual({
      batchsize: '10',
      writeMode: 'merge',
      mergeKeys: 'a,b',
      createTable: 'true',
    });
    expect(writeOptionsOf(written)).toEqual(merge);
    const append = withWriteOptions(written, { mode: 'append', keys: ['a'], createTable: false });
    expect(append).toEqual({ batchsize: '10', writeMode: 'append', createTable: 'false' });
    expect(otherOptions(append)).toEqual({ batchsize: '10' });
    expect(withOtherOptions(append, { other: '1' })).toEqual({
      other: '1',
      writeMode: 'append',
      createTable: 'false',
    });
    expect(withOtherOptions(undefined, {})).toEqual({});
  });
});

describe('how a source reads', () => {
  it('is read and written beside the other options', () => {
    const before = { NumPartitions: 4, FilterPredicate: 'id > 1', JobBookmarkKeys: ['id'] };
    const read = readOptionsOf(before);
    expect(read).toEqual({ filter: 'id > 1', bookmarkKeys: ['id'], sortOrder: '' });
    expect(withReadOptions(before, { ...read, sortOrder: 'asc' })).toEqual({
      ...before,
      JobBookmarkKeysSortOrder: 'asc',
    });
    const nothing = { filter: '', bookmarkKeys: [], sortOrder: '' };
    expect(withReadOptions(before, nothing)).toEqual({ NumPartitions: 4 });
    expect(withReadOptions({ FilterPredicate: 'x' }, nothing)).toBeUndefined();
    expect(readOptionsOf(undefined)).toEqual(nothing);
    expect(readOptionsOf({ FilterPredicate: 1, JobBookmarkKeysSortOrder: 2 })).toEqual(nothing);
    expect(hasOtherReadOptions(before)).toBe(true);
    expect(hasOtherReadOptions({ FilterPredicate: 'x' })).toBe(false);
    expect(hasOtherReadOptions(undefined)).toBe(false);
  });
});
