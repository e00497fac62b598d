import { describe, expect, it } from 'vitest';
import { hasPassword, parameterOf, parseJdbcUrl, printJdbcUrl, withParameter } from './jdbc-url';

const parsed = (url: string) => {
  const found = parseJdbcUrl(url);
  if (!found) throw new Error(`not parsed: ${url}`);
  return found;
};

describe('a JDBC URL', () => {
  it.each([
    ['jdbc:postgresql://db.example:5432/sales', 'postgresql', 'db.example', '5432', 'sales'],
    ['jdbc:postgresql://127.0.0.1/sales?sslmode=require', 'postgresql', '127.0.0.1', '', 'sales'],
    ['jdbc:mysql://db:3306/shop', 'mysql', 'db', '3306', 'shop'],
    ['jdbc:PostgreSQL://db/a', 'postgresql', 'db', '', 'a'],
    ['jdbc:mariadb://db/', 'mysql', 'db', '', ''],
    ['  jdbc:mysql://db?useSSL=true ', 'mysql', 'db', '', ''],
    ['jdbc:postgresql://[::1]:5432/a%20b', 'postgresql', '[::1]', '5432', 'a b'],
    ['jdbc:postgresql://db/100%', 'postgresql', 'db', '', '100%'],
  ])('%s has parts', (url, engine, host, port, database) => {
    expect(parsed(url)).toMatchObject({ engine, host, port, database });
  });

  it.each([
    '',
    'postgresql://db/sales',
    'jdbc:oracle:thin:@db:1521:x',
    'jdbc:sqlserver://db:1433',
    'jdbc:postgresql:sales',
    'jdbc:postgresql://',
    'jdbc:postgresql://a,b/sales',
    'jdbc:postgresql://user@db/sales',
    'jdbc:postgresql://db:port/sales',
    'jdbc:postgresql://db/sa les',
  ])('is not %j', url => {
    expect(parseJdbcUrl(url)).toBeNull();
  });

  it.each([
    'jdbc:postgresql://db.example:5432/sales',
    'jdbc:mariadb://db:3306/a%20b?useSSL=true&sslmode=require',
    'jdbc:postgresql://[::1]:5432/sales',
  ])('%s is printed as it was', url => {
    expect(printJdbcUrl(parsed(url))).toBe(url);
  });

  it('has brackets about an address of IPv6', () => {
    const url = { ...parsed('jdbc:postgresql://db/sales'), host: '::1', port: '1' };
    expect(printJdbcUrl(url)).toBe('jdbc:postgresql://[::1]:1/sales');
  });

  it('has parameters, named in any case', () => {
    const url = parsed('jdbc:mysql://db/shop?sslMode=Require&a=b%20c&flag');
    expect(parameterOf(url, 'sslmode')).toBe('Require');
    expect(parameterOf(url, 'a')).toBe('b c');
    expect(parameterOf(url, 'none')).toBe('');
    expect(printJdbcUrl(withParameter(url, 'sslmode', 'x&y'))).toBe(
      'jdbc:mysql://db/shop?a=b%20c&flag&sslmode=x%26y',
    );
    expect(withParameter(url, 'sslmode', '').parameters).toEqual(['a=b%20c', 'flag']);
  });

  it.each([
    ['jdbc:postgresql://db/sales?user=u&password=p', true],
    ['jdbc:postgresql://db/sales?PWD=p', true],
    ['jdbc:postgresql://u:p@db/sales', true],
    ['jdbc:postgresql://u@db:5432/sales', false],
    ['jdbc:postgresql://db:5432/passwords?x=a@b', false],
  ])('%s may hold a password: %s', (url, expected) => {
    expect(hasPassword(url)).toBe(expected);
  });
});
