import { type PolicyDocument, trusts } from '../../../catalog/permissions';
import { launchRoleName } from '../../../portfolios/launch-role/launch-role';
import { launchEventsTopicName } from '../../../portfolios/stacks/launch-events';
import type { AccountView } from '../account-view';
import type { Examination, ExaminedPortfolio } from '../examination';
import { broken, type Finding, sound } from '../finding';
import { publishing } from '../write-remedy';
import { reachOf } from './share';

/**
 * Checks that an account which a portfolio is shared with may publish events to the hub's topic: CloudFormation looks before
 * it begins, so launches and updates are refused otherwise. The topic's key is made for the same accounts, by the same stack.
 *
 * @see https://github.com/awslabs/aws-service-catalog-puppet/issues/19
 */
export async function checkEvents(
  { account, settings, offers }: Examination,
  hub: AccountView,
  { definition: { name } }: ExaminedPortfolio,
): Promise<Finding[]> {
  const subject = { check: 'events', portfolio: name } as const;
  const own = (await hub.portfolios()).find((each) => each.isOwn && each.name === name);
  const [first] = offers;
  if (!own || !first) return [];
  const { reach, nodes } = await reachOf(await hub.target.serviceCatalog(), own.id, account);
  if (reach === 'none') return [];
  const [, partition = 'aws'] = (await hub.target.callerArn()).split(':');
  const TopicArn = `arn:${partition}:sns:${hub.region}:${hub.id}:${launchEventsTopicName}`;
  const { Attributes } = await (await hub.target.sns()).getTopicAttributes({ TopicArn });
  const policy: PolicyDocument = JSON.parse(Attributes?.Policy ?? '{"Statement":[]}');
  const { organization } = settings;
  const allowed = trusts(policy, {
    principalArn: `arn:${partition}:sts::${account}:assumed-role/${launchRoleName(first.product.id)}/servicecatalog`,
    action: 'sns:Publish',
    context: {
      'aws:SecureTransport': 'true',
      ...(nodes.length > 0 &&
        organization !== undefined && {
          'aws:PrincipalOrgID': organization,
          'aws:PrincipalOrgPaths': nodes.map((node) => `${organization}/r-root/${node}/`),
        }),
    },
  });
  if (allowed) return [sound(subject)];
  const problem = `It is shared with account ${account}, whose launches may not publish to ${launchEventsTopicName} and are refused.`;
  return [broken(subject, problem, publishing(hub))];
}
