/**
 * One call of the aws CLI, or a command line that stands for several. The CLI does not know the service
 * `tenon`, so that its calls are signed by curl. `action` is what the page calls it.
 */
export type CliCall = { action?: string } & (
  | { service: 'glue' | 'athena' | 'logs' | 's3api' | 'tenon'; operation: string; input: object }
  | { command: readonly string[] }
);

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
  if (call.service === 'tenon') return curlLine(call.operation, call.input);
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

function curlLine(operation: string, input: object): string {
  return [
    'curl --aws-sigv4 "aws:amz:$AWS_REGION:tenon"',
    '--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"',
    `-H 'Content-Type: application/x-amz-json-1.1' -H 'X-Amz-Target: Tenon.${operation}'`,
    `-d ${shellWord(JSON.stringify(input))} "$AWS_ENDPOINT_URL"`,
  ].join(' ');
}

/** The lines for several calls, each under what the page calls it. */
export function cliText(calls: readonly CliCall[]): string {
  return calls
    .map(call => (call.action ? `# ${call.action}\n${cliLine(call)}` : cliLine(call)))
    .join('\n');
}
