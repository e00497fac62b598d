/** One call of the aws CLI, or a command line that stands for calls that it does not know. */
export type CliCall =
  | { service: 'glue' | 'athena' | 'logs' | 's3api'; operation: string; input: object }
  | { command: readonly string[] };

/** A word of a shell's command line, quoted only where it has to be. */
export function shellWord(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** "GetTableVersions" is "get-table-versions", as the aws CLI names operations and parameters. */
export function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

/** The line to type for a call. Parameters of structures and lists are JSON, as the CLI takes them. */
export function cliLine(call: CliCall): string {
  if ('command' in call) return call.command.map(shellWord).join(' ');
  const words = ['aws', call.service, kebab(call.operation)];
  for (const [name, value] of Object.entries(call.input) as [string, unknown][]) {
    if (value === undefined || value === null) continue;
    if (typeof value === 'boolean') {
      words.push(`--${value ? '' : 'no-'}${kebab(name)}`);
      continue;
    }
    words.push(`--${kebab(name)}`);
    words.push(shellWord(typeof value === 'object' ? JSON.stringify(value) : String(value)));
  }
  return words.join(' ');
}
