import type { Command, CommanderError } from 'commander';
import { DetailedError } from '../../catalog/detailed-error';
import { nearest } from '../../catalog/nearest';

/** Error of a command line that commander refuses, in the form of all others: `Unknown option '--jsn'; did you mean --json?`. */
export function commandLineError({ code, message }: CommanderError): DetailedError {
  const [fault = '', guess = ''] = message.replace(/^error: /, '').split('\n');
  const sentence = fault.charAt(0).toUpperCase() + fault.slice(1);
  const [, meant] = /^\(Did you mean (.*\?)\)$/.exec(guess) ?? [];
  return new DetailedError(
    code.replace(/^commander\./, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    meant === undefined ? sentence : `${sentence}; did you mean ${meant}`,
    { remedies: [{ do: 'again', options: { help: true }, label: 'For the options, add' }] },
  );
}

/**
 * Error of a verb that a command doesn't have, with the nearest one.
 *
 * @param command the program, or a verb that has verbs of its own
 */
export function unknownVerb(typed: string, command: Command): DetailedError {
  const names = command
    .createHelp()
    .visibleCommands(command)
    .map((verb) => verb.name());
  const meant = nearest(typed, names);
  const operands = command.parent === null ? [] : [command.name()];
  return new DetailedError(
    'unknown-verb',
    `There is no verb ${[...operands, typed].join(' ')}${meant === undefined ? '.' : `; did you mean ${meant}?`}`,
    { remedies: [{ do: 'verb', verb: 'help', operands, label: 'All there are' }] },
  );
}
