import { releaseTemplate } from '../../../catalog/release';
import type { Offer } from '../../../portfolios/offers/published-product';
import { awsCommand } from '../../aws/aws-command';
import type { AccountView } from '../account-view';
import { broken, type Finding, sound } from '../finding';

/**
 * Service-linked role that has to be there before the first resource of a type: the service begins to make it and refuses
 * what asked for it meanwhile, for up to 15 minutes and without a word of it in the stack's events.
 *
 * No stack makes it: `AWS::IAM::ServiceLinkedRole` fails where the account has the role already.
 *
 * @see https://docs.aws.amazon.com/dtconsole/latest/userguide/using-service-linked-roles.html
 * @see https://github.com/aws/aws-cdk/issues/34406
 */
const linkedRole = {
  type: 'AWS::CodeStarNotifications::NotificationRule',
  service: 'codestar-notifications.amazonaws.com',
  name: 'AWSServiceRoleForCodeStarNotifications',
} as const;

/** Checks that the account has the service-linked role that the product's pipelines need to be made. */
export async function checkLinkedRole(launching: AccountView, { product, releases }: Offer): Promise<Finding[]> {
  const newest = releases.findLast(({ status }) => status === 'active');
  if (newest === undefined) return [];
  const { Resources } = releaseTemplate(newest);
  if (!Object.values(Resources).some(({ Type }) => Type === linkedRole.type)) return [];
  const subject = { check: 'linked-role', product: product.id } as const;
  if (await launching.role(linkedRole.name)) return [sound(subject, linkedRole.name)];
  return [
    broken(
      subject,
      `Account ${launching.id} has no role ${linkedRole.name}: the first launch with a pipeline fails.`,
      awsCommand(launching, 'iam create-service-linked-role', { 'aws-service-name': linkedRole.service }),
    ),
  ];
}
