import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { CaseAnswer, CaseOrder } from './child';

/** Heap of a process in which cases run, in megabytes. */
const HEAP = 500;

/** Milliseconds that a case may take, and the opening of a kind. */
const DEADLINE = 10_000;
const OPENING = 180_000;

/** Choice of cases. */
export interface FuzzChoice {
  /** Module that exports `kinds`. */
  readonly module: string;
  readonly seed: string;
  /** Numbers of the cases, by kind. */
  readonly cases: readonly (readonly [kind: string, numbers: readonly number[]])[];
  /** Processes at once. */
  readonly processes: number;
  /** Milliseconds a case. @default 10,000 */
  readonly deadline?: number;
}

/** Case that failed. */
export interface FuzzFailure {
  readonly kind: string;
  readonly number: number;
  readonly fault: string;
}

/** Result of the cases of a kind. */
export interface FuzzResult {
  readonly kind: string;
  readonly cases: number;
  /** Cases that came past the parser. */
  readonly parsed: number;
  readonly failures: readonly FuzzFailure[];
}

/** Runs cases in processes of their own, each begun anew after a failure. */
export async function fuzz({ module, seed, cases, processes, deadline = DEADLINE }: FuzzChoice): Promise<FuzzResult[]> {
  const waiting = cases.map(([kind, numbers], index) => ({ kind, numbers, index }));
  const results: FuzzResult[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results[next.index] = await runKind({ module, seed, kind: next.kind }, next.numbers, deadline);
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  return results;
}

async function runKind(of: CaseOrder, numbers: readonly number[], deadline: number): Promise<FuzzResult> {
  const failures: FuzzFailure[] = [];
  let parsed = 0;
  let child: CaseProcess | undefined;
  for (const number of numbers) {
    child ??= await CaseProcess.open(of);
    const answer = await child.ask({ ...of, number }, deadline);
    if (answer.parsed) parsed += 1;
    if (answer.fault === undefined) continue;
    failures.push({ kind: of.kind, number, fault: answer.fault });
    child.end();
    child = undefined;
  }
  child?.end();
  return { kind: of.kind, cases: numbers.length, parsed, failures };
}

/** Process in which the cases of a kind run, one after the other. */
class CaseProcess {
  #said = '';

  private constructor(private readonly child: ChildProcess) {
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#said = (this.#said + chunk).slice(-3_000);
    });
  }

  static async open(of: CaseOrder): Promise<CaseProcess> {
    const child = fork(join(__dirname, 'child.ts'), {
      execArgv: [`--max-old-space-size=${HEAP}`, '--import', 'tsx'],
      // A case reaches no account: its commands have no credentials but what they are given.
      env: {
        PATH: process.env.PATH,
        HOME: '/nonexistent',
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_MAX_ATTEMPTS: '1',
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const opened = new CaseProcess(child);
    const { fault } = await opened.ask(of, OPENING);
    if (fault !== undefined) throw new Error(`${of.kind} can't be opened: ${fault}`);
    return opened;
  }

  /** Has a case run. One that doesn't come back in time, or ends its process, has that as its fault. */
  ask(order: CaseOrder, deadline: number): Promise<CaseAnswer> {
    return new Promise((done) => {
      const finish = (answer: CaseAnswer) => {
        clearTimeout(timer);
        this.child.removeAllListeners('message');
        this.child.removeAllListeners('exit');
        done(answer);
      };
      const timer = setTimeout(() => {
        this.child.kill('SIGKILL');
        finish({ parsed: true, fault: `it hangs: no end within ${deadline / 1000} s` });
      }, deadline);
      this.child.on('message', finish);
      this.child.on('exit', (code, signal) => {
        const why = /heap out of memory/.test(this.#said)
          ? `more than ${HEAP} MB of heap`
          : `its process ended (${signal ?? code})`;
        finish({ parsed: true, fault: `${why}: ${this.#said}` });
      });
      this.child.send(order);
    });
  }

  end(): void {
    if (this.child.connected) this.child.disconnect();
  }
}
