import { InvalidArgumentError } from 'commander';
import { boundHeap } from '../../sandbox/bound-heap';
import { examples } from '../options/examples';
import { aborted, stopSignal } from '../stop-signal';
import { print, printJson, say } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog sandbox`: AWS on this machine, with nothing published into it; `npm start` also publishes the catalog. */
export const sandbox: Verb = (program, shell) => {
  program
    .command('sandbox')
    .description('start AWS on this machine, until it is stopped')
    .option('--port <port>', 'port on 127.0.0.1; 0 takes a free one', parsePort, DEFAULT_PORT)
    .option('--state <folder>', 'where it keeps what it is told', DEFAULT_STATE)
    .option(...jsonOption)
    .addHelpText('after', examples(['On a free port, with a state of its own', 'sandbox --port 0 --state my-sandbox']))
    .action(async ({ port, state, json }: JsonOption & { readonly port: number; readonly state: string }) => {
      const { startSandbox } = await import('../../sandbox');
      boundHeap();
      const stop = stopSignal();
      const server = await startSandbox({ port, stateFolder: state });
      say(shell, 'A sandbox: it checks and records as AWS does, and provisions nothing.');
      if (json) printJson(shell, { url: server.url, state });
      else print(shell, `Ready at ${server.url}, its state in ${state}.`);
      const failure = await Promise.race([aborted(stop), server.failure]);
      await server.close();
      if (failure) throw failure;
    });
};

/** The port that local AWS endpoints usually have. */
export const DEFAULT_PORT = 4566;

/** Ignored by git; below the folder that the command is run in. */
export const DEFAULT_STATE = '.sandbox';

/** @throws commander's error for what isn't a port number */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError('It must be a number from 0 to 65535.');
  return port;
}
