import type { AwsOptions } from '../../operations/aws/aws-target';
import { withAwsOptions } from '../options/aws-options';
import { examples } from '../options/examples';
import { openContext } from '../terminal/open-context';
import { print, printJson, say } from '../terminal/shell';
import { goingOn, untilStopped } from '../terminal/until-stopped';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog watch <name>`: comes back to what AWS has under way, whoever began it. */
export const watch: Verb = (program, shell) => {
  withAwsOptions(
    program
      .command('watch <name>')
      .summary('show what is under way until it has ended')
      .description('show what is under way with what was launched, or with an environment, until it has ended')
      .addHelpText('after', examples(['An environment that is being launched, from another terminal', 'watch dev'])),
  )
    .option(...jsonOption)
    .action(async (name: string, options: AwsOptions & JsonOption) => {
      const { watchUnderWay } = await import('../../operations/watch/watch-under-way');
      const { staysText } = await import('../texts/termination-text');
      const { watchedJson, watchedText } = await import('../texts/watched-text');
      const context = await openContext(shell, options, { plan: true });
      const all = await untilStopped(shell, context, goingOn(name), (it) => watchUnderWay(it, name));
      for (const watched of all) {
        const { retained = [] } = watched.kind === 'termination' ? watched.terminated : {};
        if (retained.length > 0) say(shell, staysText({ name, retained }));
        if (!options.json) print(shell, watchedText(watched));
      }
      if (options.json) printJson(shell, all.map(watchedJson));
    });
};
