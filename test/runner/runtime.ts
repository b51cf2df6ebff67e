import { join, sep } from 'node:path';
import type { ModuleMocker } from 'jest-mock';
import type { Config } from 'jest-runner';
import type Environment from './environment';

/** Symbol under which jest's test framework keeps its listeners; each file gets new ones. */
const LISTENERS = Symbol.for('EVENT_HANDLERS');

/** Symbol under which the framework reads the time-out that `jest.setTimeout` sets. */
const TIMEOUT = Symbol.for('TEST_TIMEOUT_SYMBOL');

/** Folders of `test/` whose modules are kept: they serve the runner, or know what this machine has. */
const KEPT = [__dirname, join(__dirname, '../tools')];

/**
 * Loader of a test file's modules, in the place of jest's own: Node's `require`, with Node's registry, which goes on from
 * file to file. Modules of `test/` are loaded anew for each file, since they may register hooks and hold state. There are
 * no module mocks, no fake timers and no coverage.
 */
export default class Runtime {
  readonly #mocker: ModuleMocker;
  readonly #testFolder: string;

  constructor(config: Config.ProjectConfig, environment: Environment) {
    this.#mocker = environment.moduleMocker;
    this.#testFolder = `${config.roots[0]}${sep}`;
    Reflect.set(globalThis, 'jest', jestObject(this.#mocker));
  }

  /** Loads a test file or a set-up file, and of `test/` what it imports. */
  requireModule(path: string): unknown {
    for (const loaded of Object.keys(require.cache)) {
      const isKept = KEPT.some((folder) => loaded.startsWith(folder + sep));
      if (loaded.startsWith(this.#testFolder) && !isKept) delete require.cache[loaded];
    }
    return requireAnew(path);
  }

  /** Loads the test framework, which keeps its tests in its modules. */
  requireInternalModule(path: string): unknown {
    Reflect.deleteProperty(globalThis, LISTENERS);
    Reflect.deleteProperty(globalThis, TIMEOUT);
    return requireAnew(path);
  }

  setGlobalsForRuntime(): void {}
  enterTestCode(): void {}
  leaveTestCode(): void {}
  resetModules(): void {}
  teardown(): void {}

  unstable_shouldLoadAsEsm(): boolean {
    return false;
  }

  getSourceMaps(): undefined {}
  getAllCoverageInfoCopy(): undefined {}

  clearAllMocks(): void {
    this.#mocker.clearAllMocks();
  }

  resetAllMocks(): void {
    this.#mocker.resetAllMocks();
  }

  restoreAllMocks(): void {
    this.#mocker.restoreAllMocks();
  }
}

function requireAnew(path: string): unknown {
  delete require.cache[path];
  const loaded: unknown = require(path);
  // Node keeps a list of what a module has loaded: this one's would hold every test file of the run.
  module.children.length = 0;
  return loaded;
}

/** Object `jest` of the tests. */
function jestObject(mocker: ModuleMocker): object {
  const jest = {
    fn: mocker.fn.bind(mocker),
    spyOn: mocker.spyOn.bind(mocker),
    replaceProperty: mocker.replaceProperty.bind(mocker),
    isMockFunction: mocker.isMockFunction.bind(mocker),
    mocked: (source: unknown) => source,
    clearAllMocks: () => {
      mocker.clearAllMocks();
      return jest;
    },
    resetAllMocks: () => {
      mocker.resetAllMocks();
      return jest;
    },
    restoreAllMocks: () => {
      mocker.restoreAllMocks();
      return jest;
    },
    setTimeout: (milliseconds: number) => {
      Reflect.set(globalThis, TIMEOUT, milliseconds);
      return jest;
    },
  };
  return jest;
}
