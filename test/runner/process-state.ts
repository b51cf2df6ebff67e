import { setTimeout as wait } from 'node:timers/promises';

/** Listener of an event of the process. */
type Listener = (...values: unknown[]) => void;

/** Things that a file may leave open, by Node's names for them. */
const OPEN = {
  Timeout: 'a timer',
  TCPServerWrap: 'a server',
  PipeServerWrap: 'a server',
  ProcessWrap: 'a child process',
  FSEventWrap: 'a watched file',
} as const;

/** State of the process that test files share: environment variables, folder, listeners, what is open. */
export class ProcessState {
  readonly #environment = process.env;
  readonly #variables = { ...process.env };
  readonly #folder = process.cwd();
  readonly #exitCode = process.exitCode;
  readonly #listeners = listeners();
  readonly #open = openNow();

  /**
   * Puts the process back into this state. Resolves to what had to be put back, and to what is still open, in words.
   * @param patience time that it gives to what is about to close, in milliseconds
   */
  async putBack(patience = 2_000): Promise<readonly string[]> {
    process.exitCode = this.#exitCode;
    const left = [...this.#putBackVariables(), ...this.#putBackFolder(), ...this.#putBackListeners()];
    return [...left, ...(await this.#leftOpen(patience))];
  }

  #putBackVariables(): readonly string[] {
    const replaced = process.env !== this.#environment;
    process.env = this.#environment;
    const names = new Set([...Object.keys(process.env), ...Object.keys(this.#variables)]);
    const changed = [...names].filter((name) => process.env[name] !== this.#variables[name]).sort();
    for (const name of changed) {
      const value = this.#variables[name];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    return [
      ...(replaced ? ['another object as process.env'] : []),
      ...changed.map((name) => `the environment variable ${name}`),
    ];
  }

  #putBackFolder(): readonly string[] {
    if (process.cwd() === this.#folder) return [];
    process.chdir(this.#folder);
    return ['another current folder'];
  }

  #putBackListeners(): readonly string[] {
    const now = listeners();
    return [...new Set([...now.keys(), ...this.#listeners.keys()])].flatMap((event) => {
      const before = this.#listeners.get(event) ?? [];
      const after = now.get(event) ?? [];
      const added = after.filter((listener) => !before.includes(listener));
      const removed = before.filter((listener) => !after.includes(listener));
      for (const listener of added) process.removeListener(event, listener);
      for (const listener of removed) process.on(event, listener);
      return added.length + removed.length > 0 ? [`other listeners of "${String(event)}"`] : [];
    });
  }

  async #leftOpen(patience: number): Promise<readonly string[]> {
    const now = openNow();
    const more = Object.entries(OPEN).filter(([type]) => (now.get(type) ?? 0) > (this.#open.get(type) ?? 0));
    if (more.length === 0 || patience <= 0) return more.map(([, words]) => words);
    await wait(50);
    return this.#leftOpen(patience - 50);
  }
}

/** Listeners of the process by event. Those of its end are left out: libraries remove their folders then. */
function listeners(): ReadonlyMap<string | symbol, readonly Listener[]> {
  const events: NodeJS.EventEmitter = process;
  const names = events.eventNames().filter((event) => event !== 'exit');
  return new Map(names.map((event) => [event, events.rawListeners(event) as Listener[]]));
}

/** Number of what keeps the process alive, by type. */
function openNow(): ReadonlyMap<string, number> {
  const open = new Map<string, number>();
  for (const type of process.getActiveResourcesInfo()) open.set(type, (open.get(type) ?? 0) + 1);
  return open;
}
