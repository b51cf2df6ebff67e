import { CatalogError } from '../../catalog/errors';
import { awsTarget } from '../aws-target';
import { announce, type ChangeOptions, confirm, targetOfChange, withChangeOptions } from '../confirm';
import { startProgress } from '../progress';
import { cdkProgress, runCdk } from '../run-cdk';
import { print, printJson, say } from '../shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface PublishOptions extends ChangeOptions, JsonOption {
  readonly plan?: boolean;
}

/** `catalog publish`: deploys the account's roles and the portfolios with every release, by the CDK CLI. */
export const publish: Verb = (program, shell) => {
  withChangeOptions(
    program.command('publish').description('publish every release to Service Catalog, with the CDK CLI'),
  )
    .option('--plan', 'show what would change, and stop')
    .option(...jsonOption)
    .action(async (options: PublishOptions) => {
      const target = options.plan ? await awsTarget(options, shell) : await targetOfChange(shell, options);
      if (options.plan) await announce(shell, target);
      else await confirm(shell, options, 'Publish the catalog?');
      const { publishCommand } = await import('../../portfolios/publish');
      const { endpoint, region } = target;
      const { profile, plan } = options;
      const command = publishCommand({ projectFolder: shell.root, endpoint, region, profile, plan });
      const progress = startProgress(shell);
      const onLine = (line: string) => {
        const text = cdkProgress(line);
        if (text !== undefined) progress.update(text);
      };
      const { code, output } = await runCdk(command, target.environment, onLine).finally(() => progress.stop());
      if (code !== 0) {
        shell.stderr.write(output);
        throw new CatalogError(
          'publish-failed',
          `Publishing failed: the CDK CLI ended with ${code}; its output is above.`,
        );
      }
      const { describeStep } = await import('../../portfolios/reconcile/steps');
      const { planReconciliation } = await import('../reconcile/reconcile');
      const { steps, apply } = await planReconciliation(shell, target);
      if (plan && !options.json) print(shell, output.trimEnd());
      for (const step of steps) say(shell, `${plan ? 'Then ' : ''}${describeStep(step)}`);
      if (!plan) await apply((step) => progress.update(describeStep(step)));
      if (options.json) printJson(shell, { region, published: !plan, output, steps });
      else if (!plan) print(shell, `Published in ${region}.`);
    });
};
