import { type ChildProcess, spawn } from 'node:child_process';
import type { StandardDiagnostic } from '@aws/cloudformation-validate';

/** Milliseconds without a question after which the process ends: it holds some 250 MB. */
const IDLE = 10 * 60_000;

/** Milliseconds without an answer that somebody waits for after which the process counts as hung. Loading takes a second or two. */
const PATIENCE = 120_000;

/** Answer of the process, or why there is none. */
type Answer = { readonly number: number } & (
  | { readonly diagnostics: readonly StandardDiagnostic[] }
  | { readonly failure: string }
);

/** Caller that waits for an answer. */
interface Asker {
  resolve(diagnostics: readonly StandardDiagnostic[]): void;
  reject(error: Error): void;
}

/** Process that is running, and who waits for it, by the numbers of their questions. */
interface Running {
  readonly child: ChildProcess;
  readonly askers: Map<number, Asker>;
  /** Ends it once it is idle, or hangs. */
  timer?: NodeJS.Timeout;
}

/** The process ended before it answered. */
class Ended extends Error {}

/** Program of the process: the package alone, so that it needs no file beside wherever this project is bundled to. */
const PROGRAM = `
// Ctrl-C in a terminal reaches it too: it ends with whom it serves, not before.
process.on('SIGINT', () => {});
const { SchemaValidator, TemplateFile } = require(process.argv[1]);
const schemas = new SchemaValidator();
const answer = ({ number, text, region }) => {
  const file = Object.assign(new TemplateFile('template'), { readBytes: () => Buffer.from(text) });
  try {
    return { number, diagnostics: schemas.validate(file, region) };
  } catch (error) {
    return { number, failure: String(error) };
  }
};
process.on('message', (question) => process.send(answer(question)));
process.on('disconnect', () => process.exit());
`;

/**
 * AWS's resource schemas in a process of their own: they take 250 MB and more than a second to load. It starts when it is first
 * asked, and ends with this process or when nobody has asked for a while; who asks then starts another.
 */
export class ValidatorProcess {
  private running: Running | undefined;
  private last = 0;

  /**
   * @param idle milliseconds without a question after which the process ends; ten minutes by default
   * @param patience milliseconds without an answer after which it is killed; two minutes by default
   */
  constructor(
    private readonly idle = IDLE,
    private readonly patience = PATIENCE,
  ) {}

  /** Id of the process; undefined where there is none. */
  get pid(): number | undefined {
    return this.running?.child.pid;
  }

  /**
   * Violations of the schemas in a template, given as JSON text. A process that ends or hangs over the question is started once
   * more.
   *
   * @throws Error where the validator fails.
   */
  async ask(text: string, region: string): Promise<readonly StandardDiagnostic[]> {
    try {
      return await this.askOnce(text, region);
    } catch (error) {
      if (error instanceof Ended) return this.askOnce(text, region);
      throw error;
    }
  }

  private askOnce(text: string, region: string): Promise<readonly StandardDiagnostic[]> {
    this.running ??= this.start();
    const { running } = this;
    this.last += 1;
    const number = this.last;
    return new Promise((resolve, reject) => {
      running.askers.set(number, { resolve, reject });
      if (running.askers.size === 1) this.keepWhileAsked(running);
      // A question that can't be sent is refused by the process's end.
      running.child.send({ number, text, region }, () => {});
    });
  }

  private start(): Running {
    const args = ['-e', PROGRAM, require.resolve('@aws/cloudformation-validate')];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    child.unref();
    const running: Running = { child, askers: new Map() };
    const end = (why: unknown) => {
      if (this.running === running) this.running = undefined;
      clearTimeout(running.timer);
      for (const { reject } of running.askers.values()) reject(new Ended(`AWS's validator ended (${why})`));
      running.askers.clear();
    };
    child.on('error', ({ message }) => end(message));
    child.on('exit', (code, signal) => end(signal ?? code));
    child.on('message', (answer: Answer) => this.take(running, answer));
    return running;
  }

  private take(running: Running, answer: Answer): void {
    const asker = running.askers.get(answer.number);
    running.askers.delete(answer.number);
    this.keepWhileAsked(running);
    if ('failure' in answer) asker?.reject(new Error(`AWS's validator failed: ${answer.failure}`));
    else asker?.resolve(answer.diagnostics);
  }

  /** Keeps this process up while an answer is waited for, and the other one for a while after that. */
  private keepWhileAsked(running: Running): void {
    const { child, askers } = running;
    clearTimeout(running.timer);
    if (askers.size > 0) {
      child.channel?.ref();
      running.timer = setTimeout(() => child.kill('SIGKILL'), this.patience);
      return;
    }
    child.channel?.unref();
    running.timer = setTimeout(() => {
      if (this.running === running) this.running = undefined;
      child.disconnect();
    }, this.idle).unref();
  }
}
