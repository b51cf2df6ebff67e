import type { AwsOptions } from '../../operations/aws/aws-target';
import { withAwsOptions } from '../options/aws-options';
import { examples } from '../options/examples';
import { print, printJson, say } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface AnswersOptions extends AwsOptions, JsonOption {
  readonly environment?: string;
}

/** `catalog answers <name>`: what something was launched with, as a file that `launch --spec` reads. */
export const answers: Verb = (program, shell) => {
  withAwsOptions(
    program
      .command('answers <name>')
      .description('print what something runs with, as a file for launch --spec')
      .addHelpText(
        'after',
        examples(
          ['What a network was answered with', 'answers dev-network'],
          ['The same for another environment', 'answers dev-network -e qa'],
        ),
      ),
  )
    .option('-e, --environment <name>', 'environment to write the file for; its own by default')
    .option(...jsonOption)
    .action(async (name: string, options: AnswersOptions) => {
      const { awsTarget } = await import('../../operations/aws/aws-target');
      const { writeSpecs } = await import('../../operations/launch/write-spec');
      const { answersText, hiddenText } = await import('../texts/answers-text');
      const specs = await writeSpecs({ target: await awsTarget(options, shell) }, name, options.environment);
      const hidden = hiddenText(specs);
      if (hidden !== undefined) say(shell, hidden);
      if (options.json)
        printJson(
          shell,
          specs.map(({ document }) => document),
        );
      else print(shell, answersText(specs));
    });
};
