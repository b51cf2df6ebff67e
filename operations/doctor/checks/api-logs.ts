import { releaseTemplate } from '../../../catalog/release';
import type { Offer } from '../../../portfolios/offers/published-product';
import { awsCommand } from '../../aws/aws-command';
import { accountStack, apiLogsRole } from '../account-stack';
import type { AccountView } from '../account-view';
import type { Examination } from '../examination';
import { broken, type Finding, sound } from '../finding';
import { deployingStack } from '../write-remedy';

/**
 * API Gateway may write logs in the account and region: a stage that logs fails otherwise.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export async function checkApiLogs(examination: Examination, launching: AccountView): Promise<Finding[]> {
  const product = examination.offers.find(hasApi)?.product.id;
  if (product === undefined) return [];
  const subject = { check: 'api-logs', product } as const;
  const { cloudwatchRoleArn: arn } = await (await launching.target.apiGateway()).getAccount({});
  if (arn !== undefined && (await launching.role(arn.split('/').at(-1) ?? ''))) return [sound(subject, arn)];
  const problem =
    arn === undefined
      ? `API Gateway has no role to write logs with in ${launching.region}.`
      : `API Gateway is to write logs with ${arn}, which doesn't exist.`;
  const stack = await accountStack(launching);
  const name = stack && apiLogsRole(stack);
  const made = name === undefined ? undefined : (await launching.role(name))?.Arn;
  if (made === undefined || made === arn) {
    return [broken(subject, problem, await deployingStack(examination, launching, { ApiGatewayLogging: 'yes' }))];
  }
  const operation = [{ op: 'replace', path: '/cloudwatchRoleArn', value: made }];
  return [
    broken(subject, problem, awsCommand(launching, 'apigateway update-account', { 'patch-operations': operation })),
  ];
}

function hasApi({ releases }: Offer): boolean {
  const newest = releases.findLast(({ status }) => status === 'active');
  if (newest === undefined) return false;
  const { Resources } = releaseTemplate(newest);
  return Object.values(Resources).some(({ Type }) => Type === 'AWS::ApiGateway::Stage');
}
