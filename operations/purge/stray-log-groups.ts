import { unlessRefused } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { identifiersOf } from './cloud-control';
import type { Doubtful } from './leftovers';

/**
 * Log groups that AWS's services make for resources of a type by themselves. They carry no tag and outlive the resource, so
 * that nobody can tell afterwards which environment they were of.
 */
const MADE_BY_AWS = [
  {
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
    name: /^API-Gateway-Execution-Logs_([^/]+)\/.+$/,
    type: 'AWS::ApiGateway::RestApi',
    of: 'a REST API',
  },
  {
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference-performance-logs-ECS.html
    name: /^\/aws\/ecs\/containerinsights\/([^/]+)\/performance$/,
    type: 'AWS::ECS::Cluster',
    of: 'an ECS cluster',
  },
] as const;

/**
 * Log groups in an account and region that AWS made for something which is gone.
 *
 * @returns none where the caller may not list them
 */
export async function strayLogGroups(target: AwsTarget): Promise<readonly Doubtful[]> {
  const control = await target.cloudControl();
  const groups = (await unlessRefused(() => identifiersOf(control, 'AWS::Logs::LogGroup', {}))) ?? [];
  const stray: Doubtful[] = [];
  for (const { name, type, of } of MADE_BY_AWS) {
    const made = groups.flatMap((group) => {
      const [, subject] = name.exec(group) ?? [];
      return subject === undefined ? [] : [{ group, subject }];
    });
    if (made.length === 0) continue;
    const living = await unlessRefused(() => identifiersOf(control, type, {}));
    const gone = living ? made.filter(({ subject }) => !living.includes(subject)) : [];
    const account = await target.accountId();
    stray.push(
      ...gone.map(({ group }) => ({
        arn: `arn:aws:logs:${target.region}:${account}:log-group:${group}`,
        why: `AWS made it for ${of} that is gone, of whichever environment: "aws logs delete-log-group --log-group-name ${group}"`,
      })),
    );
  }
  return stray;
}
