import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The program to test: what TENON names, or the release build's. */
export const PROGRAM =
  process.env['TENON'] ?? path.resolve(import.meta.dirname, '../../build/release/bin/tenon');

interface ServerFile {
  pid: number;
  console: string;
}

/** A server on a new data folder and free ports, which goes with everything it has stored. */
export class TenonServer {
  readonly data = path.join(mkdtempSync(path.join(tmpdir(), 'tenon-console-')), 'data');
  private process: ChildProcess | undefined;
  private printed = '';

  async start(): Promise<void> {
    const free = ['--api', '127.0.0.1:0', '--console', '127.0.0.1:0'];
    // A run that is at work leaves a core to the browser, which could hardly draw without one.
    const env = { ...process.env, TENON_WORKER_THREADS: '1' };
    const server = spawn(PROGRAM, ['serve', '--data', this.data, ...free], { env });
    this.process = server;
    server.stdout.on('data', (text: Buffer) => (this.printed += text.toString()));
    server.stderr.on('data', (text: Buffer) => (this.printed += text.toString()));
    const deadline = Date.now() + 30_000;
    while (this.file()?.pid !== server.pid) {
      if (server.exitCode !== null) throw new Error(`the server ended:\n${this.printed}`);
      if (Date.now() > deadline) throw new Error(`the server is not ready:\n${this.printed}`);
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }

  async stop(): Promise<void> {
    const server = this.process;
    if (server && server.exitCode === null) {
      const ended = new Promise(resolve => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
    }
    rmSync(path.dirname(this.data), { recursive: true, force: true });
  }

  /** Where its console answers: "http://127.0.0.1:40123". */
  get console(): string {
    const address = this.file()?.console ?? '';
    return address.startsWith('http') ? address : `http://${address}`;
  }

  /** The key pair that `tenon env` prints. */
  get keys(): { id: string; secret: string } {
    const text = execFileSync(PROGRAM, ['env', '--data', this.data], { encoding: 'utf8' });
    const of = (name: string) =>
      new RegExp(`${name}=['"]?([^'"\\s]+)`).exec(text)?.[1] ?? `no ${name} in tenon env`;
    return { id: of('AWS_ACCESS_KEY_ID'), secret: of('AWS_SECRET_ACCESS_KEY') };
  }

  /** The one-time link that `tenon serve` has printed. */
  async printedLink(): Promise<string> {
    for (;;) {
      const link = /http:\S+\/sign-in\S+(?=\n)/.exec(this.printed)?.[0];
      if (link !== undefined) return link;
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }

  /** A one-time link as `tenon console` prints it. */
  signInLink(): string {
    const text = execFileSync(PROGRAM, ['console', '--data', this.data], { encoding: 'utf8' });
    return /http:\S+/.exec(text)?.[0] ?? `no link in: ${text}`;
  }

  private file(): ServerFile | null {
    const name = path.join(this.data, 'server.json');
    try {
      return existsSync(name) ? (JSON.parse(readFileSync(name, 'utf8')) as ServerFile) : null;
    } catch {
      return null; // it is just being written
    }
  }
}
