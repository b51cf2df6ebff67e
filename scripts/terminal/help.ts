import { type Command, Help, type Option } from 'commander';
import type { Shell } from './shell';
import { shown } from './visible';

const WIDEST = 80;
const NARROWEST = 40;

/** Columns that a description needs beside its term; with less of them it stands below. */
const LEAST_BESIDE = 24;

/** Lets a program, and every command that is added to it from then on, show its help as the terminal is wide. */
export function withHelp(program: Command, { stdout, stderr }: Pick<Shell, 'stdout' | 'stderr'>): Command {
  return program
    .configureOutput({
      writeOut: (text) => stdout.write(shown(text)),
      writeErr: (text) => stderr.write(shown(text)),
      getOutHelpWidth: () => helpWidth(stdout),
      getErrHelpWidth: () => helpWidth(stderr),
      // What commander refuses is thrown too, and is told as any other error.
      outputError: () => {},
    })
    .configureHelp({
      minWidthToWrap: 1,
      subcommandTerm: (command) => command.name(),
      visibleOptions,
      optionDescription: (option) => Help.prototype.optionDescription(withoutEmptyDefault(option)),
      formatItem,
    });
}

/** Width of the help: the terminal's, but never wider than is easily read, nor narrower than words are. */
function helpWidth({ columns = WIDEST }: Shell['stdout']): number {
  return Math.max(NARROWEST, Math.min(WIDEST, columns));
}

/** Options that many verbs have. */
const SHARED = ['--endpoint-url', '--profile', '--region', '--json', '--help'];

/** Options of a command, its own first. */
function visibleOptions(this: Help, command: Command): Option[] {
  const place = ({ long }: Option) => SHARED.indexOf(long ?? '');
  return Help.prototype.visibleOptions.call(this, command).sort((one, other) => place(one) - place(other));
}

/** An option as its help shows it: a collection that begins empty has no default that says anything. */
function withoutEmptyDefault(option: Option): Option {
  const { defaultValue } = option;
  const isEmpty = typeof defaultValue === 'object' && defaultValue !== null && Object.keys(defaultValue).length === 0;
  return isEmpty ? Object.create(option, { defaultValue: { value: undefined } }) : option;
}

/** A term with its description beside it, or below it where beside it is no room. */
function formatItem(this: Help, term: string, termWidth: number, description: string, helper: Help): string {
  const width = this.helpWidth ?? WIDEST;
  if (description === '' || width - termWidth - 4 >= LEAST_BESIDE) {
    return Help.prototype.formatItem.call(this, term, termWidth, description, helper);
  }
  return `  ${term}\n${helper.boxWrap(description, width - 6).replace(/^/gm, '      ')}`;
}
