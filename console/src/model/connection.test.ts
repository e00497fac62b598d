import { describe, expect, it } from 'vitest';
import type { Connection } from '../api/glue-connections';
import {
  connectionInput,
  engineOf,
  faultsOf,
  formOf,
  NEW_CONNECTION,
  placeOf,
  withAddress,
  withEngine,
  withoutPassword,
  type ConnectionForm,
} from './connection';
import { withRequiredSsl } from './ssl-mode';

const URL = 'jdbc:postgresql://db.example:5432/sales';

const FILLED: ConnectionForm = {
  ...NEW_CONNECTION,
  name: 'sales',
  parts: { ...NEW_CONNECTION.parts, host: 'db.example', database: 'sales' },
  user: 'reader',
  password: 'secret',
};

const jdbc = (ConnectionProperties: Record<string, string>): Connection => ({
  Name: 'sales',
  ConnectionType: 'JDBC',
  ConnectionProperties,
});

const filled = (connection: Connection) => {
  const form = formOf(connection);
  if (!form) throw new Error('no form');
  return form;
};

describe('the form of a connection', () => {
  it('composes the URL of host, port and database', () => {
    expect(connectionInput(FILLED)).toEqual({
      Name: 'sales',
      ConnectionType: 'JDBC',
      ConnectionProperties: {
        JDBC_CONNECTION_URL: URL,
        USERNAME: 'reader',
        PASSWORD: 'secret',
        JDBC_ENFORCE_SSL: 'false',
      },
    });
  });

  it('takes a URL as it is typed, and a secret in place of user and password', () => {
    const input = connectionInput({
      ...FILLED,
      description: 'Sales',
      address: 'url',
      url: ' jdbc:mysql://db/shop?a=b ',
      credentials: 'secret',
      secret: 'prod/db ',
      requireSsl: true,
      certificate: 's3://certificates/root.pem',
      skipCertificateCheck: true,
    });
    expect(input.Description).toBe('Sales');
    expect(input.ConnectionProperties).toEqual({
      JDBC_CONNECTION_URL: 'jdbc:mysql://db/shop?a=b',
      SECRET_ID: 'prod/db',
      JDBC_ENFORCE_SSL: 'true',
      CUSTOM_JDBC_CERT: 's3://certificates/root.pem',
      SKIP_CUSTOM_JDBC_CERT_VALIDATION: 'true',
    });
  });

  it('keeps what it does not show, and needs the password again', () => {
    const before: Connection = {
      ...jdbc({ JDBC_CONNECTION_URL: `${URL}?ApplicationName=x`, USERNAME: 'reader', OTHER: '1' }),
      MatchCriteria: ['prod'],
      PhysicalConnectionRequirements: { SubnetId: 'subnet-1' },
      CreationTime: 1,
      Status: 'READY',
    };
    const form = filled(before);
    expect([...faultsOf(form)]).toEqual(['password']);
    expect(connectionInput({ ...form, password: 'p' }, before)).toEqual({
      Name: 'sales',
      ConnectionType: 'JDBC',
      MatchCriteria: ['prod'],
      PhysicalConnectionRequirements: { SubnetId: 'subnet-1' },
      ConnectionProperties: {
        OTHER: '1',
        JDBC_CONNECTION_URL: `${URL}?ApplicationName=x`,
        USERNAME: 'reader',
        PASSWORD: 'p',
        JDBC_ENFORCE_SSL: 'false',
      },
    });
  });

  it('reads what it wrote', () => {
    const written = withRequiredSsl(
      { ...FILLED, credentials: 'secret', secret: 's', certificate: 's3://b/c' },
      true,
    );
    const { ConnectionProperties } = connectionInput(written);
    expect(filled(jdbc(ConnectionProperties))).toMatchObject({
      parts: written.parts,
      credentials: 'secret',
      secret: 's',
      requireSsl: true,
      certificate: 's3://b/c',
    });
  });

  it('reads a connection that has its address in parts, too', () => {
    const found = jdbc({ HOST: 'db', PORT: '3307', JDBC_ENGINE: 'MYSQL', DATABASE: 'shop' });
    expect(placeOf(found)).toBe('jdbc:mysql://db:3307/shop');
    expect(engineOf(found)).toBe('mysql');
    expect(filled(found).parts).toMatchObject({ host: 'db', port: '3307', database: 'shop' });
    expect(connectionInput(filled(found), found).ConnectionProperties).not.toHaveProperty('HOST');
  });

  it.each<[string, Connection]>([
    ['another database', jdbc({ JDBC_CONNECTION_URL: 'jdbc:oracle:thin:@db:1521:x' })],
    ['no URL that may be shown', jdbc({ USERNAME: 'reader' })],
    ['another type', { Name: 'a', ConnectionType: 'KAFKA' }],
    [
      'secrets elsewhere',
      { ...jdbc({ JDBC_CONNECTION_URL: URL }), AuthenticationConfiguration: {} },
    ],
  ])('is not there for %s', (_, connection) => {
    expect(formOf(connection)).toBeNull();
  });

  it.each<[Connection, string]>([
    [{ Name: 'a', ConnectionType: 'NETWORK' }, ''],
    [
      {
        Name: 'a',
        ConnectionType: 'KAFKA',
        ConnectionProperties: { KAFKA_BOOTSTRAP_SERVERS: 'b:9092' },
      },
      'b:9092',
    ],
    [
      { Name: 'a', ConnectionType: 'MONGODB', ConnectionProperties: { CONNECTION_URL: 'm://a' } },
      'm://a',
    ],
    [{ Name: 'a', ConnectionType: 'POSTGRESQL', ConnectionProperties: { HOST: 'h' } }, 'h'],
  ])('%j leads to %j', (connection, place) => {
    expect(placeOf(connection)).toBe(place);
    expect(engineOf(connection)).toBeNull();
  });

  it('hides the password of a command line', () => {
    expect(withoutPassword(connectionInput(FILLED)).ConnectionProperties.PASSWORD).toBe(
      '<password>',
    );
    const bySecret = connectionInput({ ...FILLED, credentials: 'secret', secret: 's' });
    expect(withoutPassword(bySecret)).toEqual(bySecret);
  });

  it('changes the port with the engine unless it is one of its own', () => {
    expect(withEngine(FILLED, 'mysql').parts).toMatchObject({ scheme: 'mysql', port: '3306' });
    const other = { ...FILLED, parts: { ...FILLED.parts, port: '6000' } };
    expect(withEngine(other, 'mysql').parts.port).toBe('6000');
  });

  it('takes the address along from one way to the other', () => {
    const byUrl = withAddress(FILLED, 'url');
    expect(byUrl.url).toBe(URL);
    expect(withAddress(byUrl, 'url')).toBe(byUrl);
    const typed = { ...byUrl, url: 'jdbc:mysql://other:1/shop' };
    expect(withAddress(typed, 'parts').parts).toMatchObject({ host: 'other', port: '1' });
    expect(withAddress({ ...byUrl, url: 'nothing' }, 'parts').parts).toEqual(FILLED.parts);
    expect(withAddress(NEW_CONNECTION, 'url').url).toBe('');
  });
});

describe('what is wrong in the form', () => {
  const partly = (parts: Partial<ConnectionForm['parts']>) => ({
    ...FILLED,
    parts: { ...FILLED.parts, ...parts },
  });
  const byUrl = (url: string): ConnectionForm => ({ ...FILLED, address: 'url', url });
  it.each<[ConnectionForm, string[]]>([
    [FILLED, []],
    [NEW_CONNECTION, ['name', 'host', 'database', 'user', 'password']],
    [partly({ host: 'a b' }), ['host']],
    [partly({ host: '::1' }), []],
    [partly({ port: '' }), ['port']],
    [partly({ port: '65536' }), ['port']],
    [partly({ port: '1e3' }), ['port']],
    [byUrl(URL), []],
    [byUrl('jdbc:oracle:thin:@db'), ['url']],
    [byUrl('jdbc:postgresql://db:5432/'), ['url']],
    [byUrl(`${URL}?password=x`), ['urlPassword']],
    [{ ...FILLED, credentials: 'secret' }, ['secret']],
    [{ ...byUrl(`${URL}?sslmode=prefer`), requireSsl: true }, ['mode']],
    [{ ...byUrl(`${URL}?sslmode=require`), requireSsl: true }, []],
    [{ ...FILLED, certificate: '/etc/root.pem' }, ['certificate']],
    [{ ...FILLED, certificate: 's3://bucket' }, ['certificate']],
    [{ ...FILLED, certificate: 's3://bucket/root.pem' }, []],
  ])('%#', (form, faults) => {
    expect([...faultsOf(form)]).toEqual(faults);
  });
});
