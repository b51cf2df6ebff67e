import { awsTarget } from '../../operations/aws/aws-target';
import type { PublishedRegion } from '../../operations/publish/deploy-region';
import { examples } from '../options/examples';
import { type PublishOptions, withPublishOptions } from '../options/publish-options';
import { mustAsk } from '../terminal/confirm';
import { asker, watchEach } from '../terminal/open-context';
import { print, printJson, say } from '../terminal/shell';
import { showEvents } from '../terminal/show-events';
import type { Verb } from '../verb';

/**
 * `catalog publish`: deploys the account's roles and the portfolios with every release, by the CDK CLI, and then does
 * what CloudFormation can't: guidance and visibility of versions, shares within the organization. Region by region.
 */
export const publish: Verb = (program, shell) => {
  withPublishOptions(
    program
      .command('publish')
      .summary('publish every release, and share the portfolios')
      .description('publish every release to Service Catalog, and share the portfolios')
      .addHelpText(
        'after',
        examples(['What would change', 'publish --plan'], ['In two regions', 'publish --regions us-east-1,eu-west-1']),
      ),
  ).action(async (options: PublishOptions) => {
    const { projectSettings } = await import('../../portfolios/context-file');
    const { regionsOf } = await import('../../operations/publish/publish-wish');
    const { planPublish } = await import('../../operations/publish/plan-publish');
    const { carryOutPublish } = await import('../../operations/publish/carry-out-publish');
    const { leftToDo } = await import('../texts/publish-text');
    const { plan = false, json } = options;
    const settings = projectSettings(shell.root, options.context);
    const regions = regionsOf(settings, options.regions ?? (options.region === undefined ? [] : [options.region]));
    const target = await awsTarget({ ...options, region: regions[0] }, shell);
    if (!plan) mustAsk(shell, options);
    const context = { project: { root: shell.root }, target, events: showEvents(shell, target.isLocal) };
    const wish = { ...options, settings, regions };
    const work = plan ? planPublish(context, wish) : carryOutPublish(context, wish, asker(shell, options, context));
    const published: PublishedRegion[] = [];
    for await (const region of watchEach(context, work)) {
      published.push(region);
      if (!json) print(shell, plan ? region.output.trimEnd() : `Published in ${region.region}.`);
      if (plan) for (const line of leftToDo(region)) say(shell, line);
    }
    if (json) printJson(shell, { published: !plan, regions: published });
  });
};
