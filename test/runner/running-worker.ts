import { type ChildProcess, fork } from 'node:child_process';
import { join, relative } from 'node:path';
import type { Config } from 'jest-runner';
import type { FileToRun, Outcome, Step } from './messages';

/** Limits of a worker, which `jest.config.cjs` may set beside the runner's path. */
export interface WorkerLimits {
  /** Time that a file has to load its modules and to define its tests, in milliseconds. */
  readonly loading: number;
  /** Time by which a test or hook may pass its time-out, in milliseconds: jest's own comes first where the process turns. */
  readonly grace: number;
  /** Memory above which a process is not used again, in bytes: the engines take half of it. */
  readonly memory: number;
}

/** Process that runs test files, one at a time. */
export class RunningWorker {
  readonly #process: ChildProcess;

  constructor(
    private readonly globalConfig: Config.GlobalConfig,
    private readonly projectConfig: Config.ProjectConfig,
    private readonly limits: WorkerLimits,
    runFolder: string,
  ) {
    // A process group of its own: what its tests have started ends with it.
    this.#process = fork(join(__dirname, 'worker.ts'), {
      // Room for what lives as long as a test: with V8's own 16 MB a tenth of the time goes into moving it on.
      execArgv: ['--max-semi-space-size=64', '--import', 'tsx'],
      // The AWS SDK would warn of Node 20 in every process.
      env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...process.env, RUN_FOLDER: runFolder },
      serialization: 'advanced',
      detached: true,
    });
  }

  /** Runs a file to its end. A process that dies, or that doesn't come back from a step, makes it an outcome with an error. */
  run(path: string): Promise<Outcome> {
    const file = relative(this.projectConfig.rootDir, path);
    return new Promise((done) => {
      let step = 'loading';
      let watchdog: NodeJS.Timeout | undefined;
      const finish = (outcome: Outcome) => {
        clearTimeout(watchdog);
        this.#process.removeAllListeners();
        done(outcome);
      };
      const fail = (message: string) => {
        this.#kill();
        finish({ kind: 'outcome', result: { message, stack: message }, memory: 0 });
      };
      const begin = (name: string, limit: number) => {
        step = name;
        clearTimeout(watchdog);
        watchdog = setTimeout(() => {
          fail(`${file}: "${name}" didn't come back within ${limit / 1000} s; its process was killed.`);
        }, limit + this.limits.grace);
      };
      begin(step, this.limits.loading);
      this.#process.on('message', (message: Step | Outcome) => {
        if (message.kind === 'step') begin(message.name, message.limit);
        else finish(message);
      });
      this.#process.on('error', (error) => fail(`${file}: its process failed: ${error.message}`));
      this.#process.on('exit', (code, signal) => fail(`${file}: its process ended (${signal ?? code}) in "${step}".`));
      const order: FileToRun = { path, globalConfig: this.globalConfig, projectConfig: this.projectConfig };
      this.#process.send(order);
    });
  }

  /** Ends the process, and all that its tests have left running. */
  end(): void {
    if (this.#process.connected) this.#process.disconnect();
  }

  #kill(): void {
    const { pid } = this.#process;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}
