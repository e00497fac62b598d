/** The databases that jobs read and write, by the name in a JDBC URL. */
export type Engine = 'postgresql' | 'mysql';

export const DEFAULT_PORTS: Readonly<Record<Engine, number>> = { postgresql: 5432, mysql: 3306 };

/** A JDBC URL in its parts: jdbc:postgresql://host:5432/database?sslmode=require */
export interface JdbcUrl {
  engine: Engine;
  /** What the URL calls it: MariaDB's driver has a name of its own. */
  scheme: string;
  host: string;
  /** "" where the URL leaves it to the default. */
  port: string;
  database: string;
  /** What follows the question mark, one after the other. */
  parameters: string[];
}

const ENGINES: Readonly<Record<string, Engine>> = {
  postgresql: 'postgresql',
  mysql: 'mysql',
  mariadb: 'mysql',
};

/** The parts of a URL, or null where it is none of those databases or names more than one host. */
export function parseJdbcUrl(url: string): JdbcUrl | null {
  const match =
    /^jdbc:(\w+):\/\/(\[[0-9a-fA-F:.]+\]|[^\s/?#:@,[\]]+)(?::(\d+))?(?:\/([^?#\s]*))?(?:\?(\S*))?$/.exec(
      url.trim(),
    );
  if (!match) return null;
  const [, name = '', host = '', port = '', database = '', query = ''] = match;
  const scheme = name.toLowerCase();
  const engine = ENGINES[scheme];
  if (engine === undefined) return null;
  const parameters = query.split('&').filter(Boolean);
  return { engine, scheme, host, port, database: decoded(database), parameters };
}

export function printJdbcUrl(url: JdbcUrl): string {
  const port = url.port === '' ? '' : `:${url.port}`;
  const query = url.parameters.length === 0 ? '' : `?${url.parameters.join('&')}`;
  // An address of IPv6 has colons of its own.
  const host = url.host.includes(':') && !url.host.startsWith('[') ? `[${url.host}]` : url.host;
  return `jdbc:${url.scheme}://${host}${port}/${encodeURIComponent(url.database)}${query}`;
}

/** The value of a parameter, whose name may be written in any case; "" if it is not there. */
export function parameterOf(url: JdbcUrl, name: string): string {
  const found = url.parameters.find(one => isNamed(one, name));
  return found === undefined ? '' : decoded(found.slice(name.length + 1));
}

/** The URL with another value of a parameter; "" takes the parameter out. */
export function withParameter(url: JdbcUrl, name: string, value: string): JdbcUrl {
  const others = url.parameters.filter(one => !isNamed(one, name));
  const parameters = value === '' ? others : [...others, `${name}=${encodeURIComponent(value)}`];
  return { ...url, parameters };
}

/** Whether a URL has a password in it, which a connection keeps elsewhere. */
export function hasPassword(url: string): boolean {
  return /(password|pwd)=/i.test(url) || /:\/\/[^/?#]*:[^/?#]*@/.test(url);
}

function isNamed(parameter: string, name: string): boolean {
  return parameter.toLowerCase().startsWith(`${name.toLowerCase()}=`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
