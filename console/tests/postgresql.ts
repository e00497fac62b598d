import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** How to connect, in libpq's words. */
export interface Settings {
  host: string;
  port: number;
  user: string;
  password: string;
  dbname: string;
}

/** A PostgreSQL of its own in a temporary folder, with which it goes. */
export class PostgreSql {
  private constructor(
    readonly settings: Settings,
    private readonly process: ChildProcessWithoutNullStreams,
    private readonly lines: AsyncIterator<string>,
  ) {}

  static async start(): Promise<PostgreSql> {
    const folder = mkdtempSync(path.join(tmpdir(), 'tenon-console-postgresql-'));
    const script = path.join(import.meta.dirname, 'postgresql.py');
    const process = spawn('/usr/bin/python3', [script, folder]);
    let complaint = '';
    process.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
    const lines = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
    const first = await lines.next();
    if (first.done) throw new Error(`PostgreSQL has not started:\n${complaint}`);
    return new PostgreSql(JSON.parse(first.value) as Settings, process, lines);
  }

  /** The lines that psql prints for SQL without line ends. */
  async run(sql: string): Promise<string[]> {
    this.process.stdin.write(`${sql}\n`);
    const answer = await this.lines.next();
    if (answer.done) throw new Error(`psql has failed: ${sql}`);
    return JSON.parse(answer.value) as string[];
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const ended = new Promise(resolve => this.process.once('exit', resolve));
    this.process.stdin.end();
    await ended;
  }
}
