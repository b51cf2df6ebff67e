import { readFileSync } from 'node:fs';
import { parseTemplate } from '../../../catalog/template';
import type { Offer } from '../../../portfolios/published-product';
import type { AccountView } from '../account-view';
import type { Examination } from '../examination';
import { broken, type Finding, sound } from '../finding';
import { awsCommand, deployingSpoke, publishing } from '../remedy';

/**
 * API Gateway may write logs in the account and region: a stage that logs fails otherwise.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export async function checkApiLogs(examination: Examination, launching: AccountView): Promise<Finding[]> {
  const { hub, hubAccount, offers } = examination;
  const product = offers.find(hasApi)?.product.id;
  if (product === undefined) return [];
  const subject = { check: 'api-logs', product } as const;
  const { cloudwatchRoleArn: arn } = await (await launching.target.apiGateway()).getAccount({});
  if (arn === undefined) {
    const mend =
      launching.id === hub?.id
        ? publishing(launching)
        : deployingSpoke(launching, { HubAccount: hubAccount, ApiGatewayLogging: 'yes' });
    return [broken(subject, `API Gateway has no role to write logs with in ${launching.region}.`, mend)];
  }
  const name = arn.split('/').at(-1) ?? '';
  if (await launching.role(name)) return [sound(subject, arn)];
  const operation = { op: 'replace', path: '/cloudwatchRoleArn', value: '<ARN of a role that API Gateway may assume>' };
  const set = awsCommand(launching, 'apigateway update-account', { 'patch-operations': [operation] });
  return [broken(subject, `API Gateway is to write logs with ${arn}, which doesn't exist.`, set)];
}

function hasApi({ releases }: Offer): boolean {
  const newest = releases.findLast(({ status }) => status === 'active');
  if (newest === undefined) return false;
  const { Resources } = parseTemplate(readFileSync(newest.file, 'utf8'));
  return Object.values(Resources).some(({ Type }) => Type === 'AWS::ApiGateway::Stage');
}
