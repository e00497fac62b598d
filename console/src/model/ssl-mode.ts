import type { ConnectionForm } from './connection';
import {
  parameterOf,
  parseJdbcUrl,
  printJdbcUrl,
  withParameter,
  type Engine,
  type JdbcUrl,
} from './jdbc-url';

/** How far the server proves who it is, in PostgreSQL's words: its parameter sslmode. */
export const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof SSL_MODES)[number];

/** The words of each database, in the parameter of its JDBC URL. */
export const SSL_WORDS: Readonly<Record<Engine, Readonly<Record<SslMode, string>>>> = {
  postgresql: {
    disable: 'disable',
    prefer: 'prefer',
    require: 'require',
    'verify-ca': 'verify-ca',
    'verify-full': 'verify-full',
  },
  mysql: {
    disable: 'DISABLED',
    prefer: 'PREFERRED',
    require: 'REQUIRED',
    'verify-ca': 'VERIFY_CA',
    'verify-full': 'VERIFY_IDENTITY',
  },
};
const SSL_PARAMETERS: Readonly<Record<Engine, string>> = {
  postgresql: 'sslmode',
  mysql: 'sslMode',
};

/** The database that the form is about; PostgreSQL as long as a URL does not tell. */
export function engineOfForm(form: ConnectionForm): Engine {
  return addressOf(form)?.engine ?? 'postgresql';
}

/** The mode that the URL names, or what is meant where it names none that is known. */
export function sslModeOf(form: ConnectionForm): SslMode {
  const address = addressOf(form);
  const word = address === null ? '' : parameterOf(address, SSL_PARAMETERS[address.engine]);
  const named = SSL_MODES.find(mode => mode === word || SSL_WORDS.mysql[mode] === word);
  return named ?? (form.requireSsl ? 'verify-full' : 'prefer');
}

export function withSslMode(form: ConnectionForm, mode: SslMode): ConnectionForm {
  const address = addressOf(form);
  if (address === null) return form;
  const { engine } = address;
  const next = withParameter(address, SSL_PARAMETERS[engine], SSL_WORDS[engine][mode]);
  return form.address === 'url' ? { ...form, url: printJdbcUrl(next) } : { ...form, parts: next };
}

/** The modes that go with the choice: one that requires SSL takes none that may go without. */
export function sslModes(requireSsl: boolean): SslMode[] {
  return requireSsl ? [...SSL_MODES.slice(2)] : [...SSL_MODES];
}

/** Requiring SSL asks for the whole proof, as AWS Glue does, where somebody has not chosen less. */
export function withRequiredSsl(form: ConnectionForm, requireSsl: boolean): ConnectionForm {
  const mode = sslModeOf(form);
  const next = sslModes(requireSsl).includes(mode) ? mode : 'verify-full';
  return { ...withSslMode(form, next), requireSsl };
}

function addressOf(form: ConnectionForm): JdbcUrl | null {
  return form.address === 'url' ? parseJdbcUrl(form.url) : form.parts;
}
