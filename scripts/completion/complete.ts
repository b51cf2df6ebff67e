import type { Command, Option } from 'commander';
import { environmentTypeNames } from '../../catalog/product/environment-types';
import { type Place, placeOf } from './place';

/** Word that may stand at a place. */
export interface Candidate {
  readonly value: string;
  readonly description?: string;
}

/** Words that may stand at a place; `files` where a path may. */
export type Candidates = readonly Candidate[] | 'files';

/** Lookups of what only the project and AWS know. Each gives nothing where it can't. */
export interface CompletionSources {
  /** Ids. */
  products(): readonly string[];
  /** Versions of a product that it has released, the newest first. */
  versions(product: string): readonly string[];
  /** Questions of the newest release of a product, with the answers that are allowed where these are listed. */
  questions(product: string): Readonly<Record<string, readonly string[]>>;
  /** Names of what is launched, where the options say. */
  launched(options: Readonly<Record<string, string>>): Promise<readonly string[]>;
}

/**
 * Words that may come at the end of a command line.
 *
 * @param words what is typed after the program's name; the last one is to be completed
 */
export async function complete(
  program: Command,
  words: readonly string[],
  sources: CompletionSources,
): Promise<Candidates> {
  const place = placeOf(program, words);
  const all = await candidatesAt(place, program, sources);
  if (all === 'files') return all;
  return all
    .filter(({ value }) => value.startsWith(place.typed))
    .map((candidate) => ({ ...candidate, value: `${place.before}${candidate.value}` }));
}

async function candidatesAt(place: Place, program: Command, sources: CompletionSources): Promise<Candidates> {
  const { command, asked } = place;
  switch (asked.kind) {
    case 'option':
      return command
        .createHelp()
        .visibleOptions(command)
        .map(({ long, description }) => ({ value: long ?? '', description }));
    case 'verb':
      return verbsOf(command);
    case 'value':
      return asked.option.argChoices?.map(plain) ?? known(wordOf(asked.option), place, sources);
    case 'operand': {
      const { argument } = asked;
      if (argument === undefined) return [];
      if (argument.name() === 'verb') return verbsOf(program);
      return argument.argChoices?.map(plain) ?? known(OPERANDS[argument.name()], place, sources);
    }
  }
}

function verbsOf(command: Command): Candidate[] {
  const help = command.createHelp();
  return help
    .visibleCommands(command)
    .map((verb) => ({ value: verb.name(), description: help.subcommandDescription(verb) }));
}

/** Kind of word that is known here. */
type Kind = 'product' | 'product or launched' | 'version' | 'type' | 'environment' | 'launched' | 'answer' | 'file';

/** Kinds of operands, by the names of their arguments. */
const OPERANDS: Readonly<Record<string, Kind>> = {
  ...{ product: 'product', version: 'version', from: 'version', to: 'version' },
  ...{ 'product|name': 'product or launched', name: 'launched', environment: 'environment', bundle: 'file' },
};

/** Kinds of options' values, by the word that stands for them in the help. */
const VALUES: Readonly<Record<string, Kind>> = {
  ...{ product: 'product', version: 'version', type: 'type', 'environment type': 'type', environment: 'environment' },
  ...{ parameter: 'answer', file: 'file', folder: 'file', templates: 'file' },
};

/** Kind of an option's value. What the help calls a name, or a key with its value, is told apart by the option. */
function wordOf(option: Option): Kind | undefined {
  const [, word = ''] = /[<[](.*?)(?:\.\.\.)?[>\]]/.exec(option.flags) ?? [];
  return VALUES[word === 'name' || word === 'Key=Value' ? option.name() : word];
}

async function known(kind: Kind | undefined, place: Place, sources: CompletionSources): Promise<Candidates> {
  const { command, options, typed } = place;
  switch (kind) {
    case 'product':
      return sources.products().map(plain);
    case 'product or launched':
      return [...sources.products().map(plain), ...(await launchedAt(place, sources))];
    case 'version':
      return [
        ...sources.versions(productOf(place, sources) ?? '').map(plain),
        ...(command.name() === 'compare' ? [{ value: 'working-tree', description: 'what the source gives now' }] : []),
      ];
    case 'type':
      return environmentTypeNames.map(plain);
    case 'environment':
      return environmentsOf(await sources.launched(options), sources.products()).map(plain);
    case 'launched':
      return launchedAt(place, sources);
    case 'answer': {
      const questions = sources.questions(productOf(place, sources) ?? '');
      const [name = ''] = typed.split('=');
      if (!typed.includes('=')) return Object.keys(questions).map((key) => plain(`${key}=`));
      return (questions[name] ?? []).map((value) => plain(`${name}=${value}`));
    }
    case 'file':
      return 'files';
    default:
      return [];
  }
}

/** Names of what is launched, and of the environments among it. */
async function launchedAt({ options }: Place, sources: CompletionSources): Promise<Candidate[]> {
  const names = await sources.launched(options);
  return [...environmentsOf(names, ['environment']), ...names].map(plain);
}

/** Product that a command line is about: the one that it names, or that of what is launched under the name. */
function productOf({ operands, options }: Place, sources: CompletionSources): string | undefined {
  const { name, 'product|name': either = '' } = operands;
  if (sources.products().includes(either)) return either;
  const named = operands.product ?? options.product;
  if (named !== undefined || name === undefined) return named;
  return sources.products().find((product) => name.endsWith(`-${product}`)) ?? 'environment';
}

/** Environments, by the names of what was launched for them. */
function environmentsOf(names: readonly string[], products: readonly string[]): string[] {
  const stems = names.flatMap((name) =>
    products.filter((id) => name.endsWith(`-${id}`)).map((id) => name.slice(0, -id.length - 1)),
  );
  return [...new Set(stems)];
}

function plain(value: string): Candidate {
  return { value };
}
