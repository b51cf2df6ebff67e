import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { plain, shown } from './visible';

/** Terminal that a stream may lead to. */
export interface Terminal {
  readonly isTTY?: boolean;
  /** Its width; undefined where there is none. */
  readonly columns?: number;
  /** Its height. */
  readonly rows?: number;
}

/** Surroundings of a verb: its streams, its environment, and the project that it works on. */
export interface Shell {
  /** Results, and nothing else: with `--json`, one JSON document. */
  readonly stdout: Writable & Terminal;
  /** Everything said on the way: targets, progress, questions, errors. */
  readonly stderr: Writable & Terminal;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly env: NodeJS.ProcessEnv;
  /** The project's folder, in which `products/` lies. */
  readonly root: string;
}

/** Prints one line of a result, or several; what it has of elsewhere can't drive a terminal. */
export function print(shell: Shell, text: string): void {
  shell.stdout.write(`${seenAt(shell.stdout, shell, text)}\n`);
}

/** Prints a result as JSON, in which an unseen character is an escape of JSON's own. */
export function printJson(shell: Shell, value: unknown): void {
  shell.stdout.write(`${shown(JSON.stringify(value, undefined, 2))}\n`);
}

/** Says something on the way to the result. */
export function say(shell: Shell, text: string): void {
  shell.stderr.write(`${seenAt(shell.stderr, shell, text)}\n`);
}

/** A text as a stream's reader sees it: in colours where that is a terminal whose user wants them (https://no-color.org). */
function seenAt({ isTTY }: Terminal, { env }: Shell, text: string): string {
  return shown(isTTY && !env.NO_COLOR && env.TERM !== 'dumb' ? text : plain(text));
}

/** Whether somebody is there to answer. */
export function isInteractive(shell: Shell): boolean {
  return shell.stdin.isTTY === true && shell.stderr.isTTY === true;
}

/** Asks a question that is answered by yes or no; anything but `y` or `yes` is no. */
export async function asksYes(shell: Shell, question: string): Promise<boolean> {
  return /^y(es)?$/i.test(await asks(shell, `${question} [y/N]`));
}

/** Answer to a question, a line of text; none where the input ends, or is left by Ctrl-C, so that what was begun is ended. */
export async function asks(shell: Shell, question: string): Promise<string> {
  const lines = createInterface({ input: shell.stdin, output: shell.stderr });
  // What was typed last is heard before the end of the input is.
  const closed = new Promise<string>((done) => lines.once('close', () => setImmediate(done, '')));
  try {
    const answer = lines.question(`${shown(question)} `).catch((error: unknown) => {
      if (isLeft(error)) return '';
      throw error;
    });
    return (await Promise.race([answer, closed])).trim();
  } finally {
    lines.close();
  }
}

/** Whether a question was left by Ctrl-C: https://nodejs.org/api/errors.html#abort_err */
function isLeft(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ABORT_ERR';
}
