import type { Command } from 'commander';
import { examples } from '../options/examples';
import { unknownVerb } from '../terminal/command-line-error';
import type { Verb } from '../verb';

/** `catalog help [verb…]`: the help of a verb, or the list of all. */
export const help: Verb = (program) => {
  program
    .command('help [verb...]')
    .description('show the verbs, or the options of one')
    .addHelpText('after', examples(['The options of launch, with examples', 'help launch']))
    .action((words: readonly string[]) => {
      const found = words.reduce((command: Command, word) => {
        const verb = command.commands.find((each) => each.name() === word);
        if (verb === undefined) throw unknownVerb(word, command);
        return verb;
      }, program);
      found.help();
    });
};
