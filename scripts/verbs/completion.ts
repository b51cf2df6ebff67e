import { join } from 'node:path';
import { Argument } from 'commander';
import { completionScript, type ShellName, shellNames } from '../completion/shell-scripts';
import { examples } from '../options/examples';
import type { Verb } from '../verb';

/** `catalog completion <shell>`: the script by which a shell completes this command. */
export const completion: Verb = (program, shell) => {
  program
    .command('completion')
    .summary('print the script that completes this command in your shell')
    .description(
      'print the script that completes this command in your shell: verbs, options, products, versions, environment ' +
        'types, and the names of what is launched. Where no "catalog" is installed, it becomes a command by it.',
    )
    .addArgument(new Argument('<shell>', 'shell that is to read it').choices(shellNames))
    .addHelpText(
      'after',
      examples(
        ['Install it for Bash; add it to ~/.zshrc for Zsh', 'completion bash >> ~/.bashrc'],
        ['Install it for fish', 'completion fish >> ~/.config/fish/config.fish'],
      ),
    )
    .action((name: ShellName) => {
      shell.stdout.write(completionScript(name, join(__dirname, '../bin.cjs')));
    });
};
