import type { Circus } from '@jest/types';
import { ModuleMocker } from 'jest-mock';
import { tellParent } from './messages';
import { ProcessState } from './process-state';

/** Time for what the framework itself does between the steps of a file, in milliseconds. */
const BETWEEN_STEPS = 60_000;

/**
 * Environment of a test file: Node's own globals, in a process that other files have run in and will run in. It tells the
 * parent of each test and hook before it begins, and puts the process back when the file has ended. A file that left
 * something behind fails, and is told what.
 */
export default class Environment {
  readonly global = globalThis;
  readonly moduleMocker = new ModuleMocker(globalThis);
  readonly fakeTimers = null;
  readonly fakeTimersModern = null;
  readonly #console = globalThis.console;
  readonly #exit = process.exit;
  #before: ProcessState | undefined;

  getVmContext(): null {
    return null;
  }

  async setup(): Promise<void> {
    // jest's runner has just installed its mapping of stack traces, which knows only its own transforms. Node's knows tsx's.
    Reflect.deleteProperty(Error, 'prepareStackTrace');
  }

  async teardown(): Promise<void> {
    globalThis.console = this.#console;
    process.exit = this.#exit;
  }

  async handleTestEvent(event: Circus.AsyncEvent | Circus.SyncEvent, state: Circus.State): Promise<void> {
    switch (event.name) {
      case 'setup':
        this.#before = new ProcessState();
        break;
      case 'hook_start':
        await tellOf(nameOf(event.hook.type, event.hook.parent), event.hook.timeout ?? state.testTimeout);
        break;
      case 'test_fn_start':
        await tellOf(nameOf(event.test.name, event.test.parent), event.test.timeout ?? state.testTimeout);
        break;
      case 'hook_success':
      case 'hook_failure':
      case 'test_fn_success':
      case 'test_fn_failure':
        await tellOf('between tests', BETWEEN_STEPS);
        break;
      case 'run_finish': {
        this.moduleMocker.restoreAllMocks();
        const left = (await this.#before?.putBack()) ?? [];
        if (left.length > 0) state.unhandledErrors.push(new Error(`This file leaves behind: ${left.join(', ')}.`));
      }
    }
  }
}

function tellOf(name: string, limit: number): Promise<void> {
  return tellParent({ kind: 'step', name, limit });
}

/** Full name of a test or hook: after the names of the blocks that it stands in. */
function nameOf(name: string, block: Circus.DescribeBlock): string {
  return block.parent ? nameOf(`${block.name} ${name}`, block.parent) : name;
}
