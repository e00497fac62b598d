import { describe, expect, it } from 'vitest';
import {
  connectionInput,
  NEW_CONNECTION,
  withAddress,
  withEngine,
  type ConnectionForm,
} from './connection';
import { engineOfForm, sslModeOf, sslModes, withRequiredSsl, withSslMode } from './ssl-mode';

const URL = 'jdbc:postgresql://db.example:5432/sales';

const FILLED: ConnectionForm = {
  ...NEW_CONNECTION,
  parts: { ...NEW_CONNECTION.parts, host: 'db.example', database: 'sales' },
};

describe('SSL of a connection', () => {
  const urlOf = (form: ConnectionForm) =>
    connectionInput(form).ConnectionProperties.JDBC_CONNECTION_URL;

  it('has its mode in the URL, in the words of the database', () => {
    const checked = withSslMode(FILLED, 'verify-ca');
    expect(sslModeOf(checked)).toBe('verify-ca');
    expect(urlOf(checked)).toBe(`${URL}?sslmode=verify-ca`);
    const other = withEngine(checked, 'mysql');
    expect(sslModeOf(other)).toBe('verify-ca');
    expect(urlOf(other)).toBe('jdbc:mysql://db.example:3306/sales?sslMode=VERIFY_CA');
    const byUrl = withAddress(checked, 'url');
    expect(withSslMode(byUrl, 'require').url).toBe(`${URL}?sslmode=require`);
    const broken = { ...byUrl, url: 'nothing' };
    expect(withSslMode(broken, 'require')).toBe(broken);
  });

  it.each<[string, boolean, string]>([
    ['', false, 'prefer'],
    ['', true, 'verify-full'],
    ['?sslmode=disable', false, 'disable'],
    ['?sslMode=VERIFY_IDENTITY', true, 'verify-full'],
    ['?sslMode=REQUIRED', false, 'require'],
    ['?sslmode=strange', false, 'prefer'],
  ])('of a URL with %j, required: %s, is %s', (parameters, requireSsl, mode) => {
    const form: ConnectionForm = { ...FILLED, address: 'url', url: URL + parameters, requireSsl };
    expect(sslModeOf(form)).toBe(mode);
    expect(sslModeOf({ ...form, url: 'nothing' })).toBe(requireSsl ? 'verify-full' : 'prefer');
  });

  it('is checked in full when it is required, until somebody chooses less', () => {
    const required = withRequiredSsl(FILLED, true);
    expect([required.requireSsl, sslModeOf(required)]).toEqual([true, 'verify-full']);
    expect(sslModeOf(withRequiredSsl(withSslMode(FILLED, 'require'), true))).toBe('require');
    expect(sslModeOf(withRequiredSsl(withSslMode(FILLED, 'prefer'), true))).toBe('verify-full');
    expect(sslModeOf(withRequiredSsl(required, false))).toBe('verify-full');
    expect(sslModes(true)).toEqual(['require', 'verify-ca', 'verify-full']);
    expect(sslModes(false)).toHaveLength(5);
    expect(engineOfForm(required)).toBe('postgresql');
    expect(engineOfForm({ ...required, address: 'url', url: 'jdbc:mariadb://a/b' })).toBe('mysql');
  });
});
