import type { Connection, ConnectionInput } from '../api/glue-connections';
import {
  DEFAULT_PORTS,
  hasPassword,
  parseJdbcUrl,
  printJdbcUrl,
  type Engine,
  type JdbcUrl,
} from './jdbc-url';
import { parseS3Uri } from './s3-uri';
import { sslModeOf, sslModes, withSslMode } from './ssl-mode';

/** What the form of a connection holds. */
export interface ConnectionForm {
  name: string;
  description: string;
  /** By host, port and database, or by a URL as it is typed. */
  address: 'parts' | 'url';
  parts: JdbcUrl;
  url: string;
  credentials: 'password' | 'secret';
  user: string;
  password: string;
  /** The name or the ARN of a secret. */
  secret: string;
  requireSsl: boolean;
  /** S3 URI of a root certificate; "" for those that the system trusts. */
  certificate: string;
  skipCertificateCheck: boolean;
}

export const NEW_CONNECTION: ConnectionForm = {
  name: '',
  description: '',
  address: 'parts',
  parts: {
    engine: 'postgresql',
    scheme: 'postgresql',
    host: '',
    port: String(DEFAULT_PORTS.postgresql),
    database: '',
    parameters: [],
  },
  url: '',
  credentials: 'password',
  user: '',
  password: '',
  secret: '',
  requireSsl: false,
  certificate: '',
  skipCertificateCheck: false,
};

/** The URL of a JDBC connection, also where it is kept in parts; "" where it has none. */
export function urlOf(connection: Connection): string {
  const { JDBC_CONNECTION_URL, HOST, PORT, JDBC_ENGINE, DATABASE } = propertiesOf(connection);
  if (JDBC_CONNECTION_URL !== undefined) return JDBC_CONNECTION_URL;
  if (HOST === undefined || JDBC_ENGINE === undefined) return '';
  return `jdbc:${JDBC_ENGINE.toLowerCase()}://${HOST}:${PORT ?? ''}/${DATABASE ?? ''}`;
}

/** What people look for in the list: a URL, a host, brokers; "" where there is nothing to tell. */
export function placeOf(connection: Connection): string {
  const properties = propertiesOf(connection);
  const { CONNECTION_URL, HOST, KAFKA_BOOTSTRAP_SERVERS } = properties;
  return urlOf(connection) || (CONNECTION_URL ?? KAFKA_BOOTSTRAP_SERVERS ?? HOST ?? '');
}

export function engineOf(connection: Connection): Engine | null {
  return connection.ConnectionType === 'JDBC'
    ? (parseJdbcUrl(urlOf(connection))?.engine ?? null)
    : null;
}

/** Where secrets may be that the form has no fields for, and that saving it would therefore lose. */
const OTHER_SECRETS = [
  'AuthenticationConfiguration',
  'SparkProperties',
  'AthenaProperties',
  'PythonProperties',
] as const;

/** The form of a connection; null where it is of a kind for which there is none. */
export function formOf(connection: Connection): ConnectionForm | null {
  const properties = propertiesOf(connection);
  const parts = parseJdbcUrl(urlOf(connection));
  if (connection.ConnectionType !== 'JDBC' || parts === null) return null;
  if (OTHER_SECRETS.some(member => connection[member] !== undefined)) return null;
  return {
    name: connection.Name,
    description: connection.Description ?? '',
    address: 'parts',
    parts: { ...parts, port: parts.port || String(DEFAULT_PORTS[parts.engine]) },
    url: urlOf(connection),
    credentials: properties.SECRET_ID === undefined ? 'password' : 'secret',
    user: properties.USERNAME ?? '',
    password: '',
    secret: properties.SECRET_ID ?? '',
    requireSsl: isTrue(properties.JDBC_ENFORCE_SSL),
    certificate: properties.CUSTOM_JDBC_CERT ?? '',
    skipCertificateCheck: isTrue(properties.SKIP_CUSTOM_JDBC_CERT_VALIDATION),
  };
}

/** The properties that the form has; others of a connection stay as they are. */
const OWN = [
  'JDBC_CONNECTION_URL',
  'HOST',
  'PORT',
  'JDBC_ENGINE',
  'DATABASE',
  'USERNAME',
  'PASSWORD',
  'ENCRYPTED_PASSWORD',
  'SECRET_ID',
  'JDBC_ENFORCE_SSL',
  'CUSTOM_JDBC_CERT',
  'SKIP_CUSTOM_JDBC_CERT_VALIDATION',
];

/** What CreateConnection takes, or UpdateConnection for the connection that there was. */
export function connectionInput(form: ConnectionForm, before?: Connection): ConnectionInput {
  const kept = Object.entries(propertiesOf(before)).filter(([name]) => !OWN.includes(name));
  const certificate = form.certificate.trim();
  return {
    ...(before && sharedMembers(before)),
    Name: form.name.trim(),
    ...(form.description && { Description: form.description }),
    ConnectionType: 'JDBC',
    ConnectionProperties: {
      ...Object.fromEntries(kept),
      JDBC_CONNECTION_URL: form.address === 'url' ? form.url.trim() : printJdbcUrl(form.parts),
      ...(form.credentials === 'secret'
        ? { SECRET_ID: form.secret.trim() }
        : { USERNAME: form.user, PASSWORD: form.password }),
      JDBC_ENFORCE_SSL: String(form.requireSsl),
      ...(certificate && { CUSTOM_JDBC_CERT: certificate }),
      ...(certificate && form.skipCertificateCheck && { SKIP_CUSTOM_JDBC_CERT_VALIDATION: 'true' }),
    },
  };
}

/** The same for a command line to be shown, where a password has no place. */
export function withoutPassword(input: ConnectionInput): ConnectionInput {
  const { PASSWORD } = input.ConnectionProperties;
  if (PASSWORD === undefined) return input;
  const ConnectionProperties = { ...input.ConnectionProperties, PASSWORD: '<password>' };
  return { ...input, ConnectionProperties };
}

export function withEngine(form: ConnectionForm, engine: Engine): ConnectionForm {
  const { parts } = form;
  const wasDefault = parts.port === '' || parts.port === String(DEFAULT_PORTS[parts.engine]);
  const port = wasDefault ? String(DEFAULT_PORTS[engine]) : parts.port;
  const mode = sslModeOf(form);
  const next = { ...form, parts: { ...parts, engine, scheme: engine, port } };
  return parts.parameters.length === 0 ? next : withSslMode(next, mode);
}

/** Takes along what is filled in already. */
export function withAddress(form: ConnectionForm, address: 'parts' | 'url'): ConnectionForm {
  if (address === form.address) return form;
  if (address === 'url') {
    return { ...form, address, url: form.parts.host === '' ? form.url : printJdbcUrl(form.parts) };
  }
  return { ...form, address, parts: parseJdbcUrl(form.url) ?? form.parts };
}

export type ConnectionFault =
  | 'name'
  | 'url'
  | 'urlPassword'
  | 'host'
  | 'port'
  | 'database'
  | 'user'
  | 'password'
  | 'secret'
  | 'mode'
  | 'certificate';

/** What is missing or wrong in a form, each by the field that has it. */
export function faultsOf(form: ConnectionForm): ReadonlySet<ConnectionFault> {
  const { parts } = form;
  const typed = parseJdbcUrl(form.url);
  const port = Number(parts.port);
  const byUrl = form.address === 'url';
  const bySecret = form.credentials === 'secret';
  const found: Record<ConnectionFault, boolean> = {
    name: form.name.trim() === '',
    url: byUrl && !hasPassword(form.url) && !typed?.database,
    urlPassword: byUrl && hasPassword(form.url),
    host: !byUrl && !isHost(parts),
    port: !byUrl && !(/^\d+$/.test(parts.port) && port > 0 && port < 65536),
    database: !byUrl && parts.database.trim() === '',
    user: !bySecret && form.user === '',
    password: !bySecret && form.password === '',
    secret: bySecret && form.secret.trim() === '',
    mode: !sslModes(form.requireSsl).includes(sslModeOf(form)),
    certificate: form.certificate.trim() !== '' && !parseS3Uri(form.certificate)?.key,
  };
  return new Set((Object.keys(found) as ConnectionFault[]).filter(fault => found[fault]));
}

/** Whether the host is one that a URL can have. */
function isHost(parts: JdbcUrl): boolean {
  return parts.host !== '' && parseJdbcUrl(printJdbcUrl({ ...parts, port: '' })) !== null;
}

function propertiesOf(connection: Connection | undefined): Record<string, string | undefined> {
  return connection?.ConnectionProperties ?? {};
}

function sharedMembers(before: Connection): Partial<ConnectionInput> {
  const { MatchCriteria, PhysicalConnectionRequirements } = before;
  return {
    ...(MatchCriteria && { MatchCriteria }),
    ...(PhysicalConnectionRequirements && { PhysicalConnectionRequirements }),
  };
}

function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === 'true';
}
