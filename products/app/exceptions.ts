import type { Exception, Product } from '../../catalog/product';

const accept = (rule: string, logicalIds: readonly string[], reason: string): Exception[] =>
  logicalIds.map((logicalId) => ({ rule, logicalId, reason }));

const functions = ['FunctionApi', 'FunctionEvents', 'FunctionMaintenance'] as const;
const functionRoles = functions.map((id) => `${id}Role`);

const onlyInDevAndTest =
  'With a domain it redirects to HTTPS. Without one, which a rule of the form allows in dev and test only, it serves.';

/** Findings of the checkers that are right here, each with its reason. */
export const appExceptions: Product['exceptions'] = {
  validation: [
    {
      rule: 'E3687',
      logicalId: 'SecurityGroupTasksToDatabase*',
      reason: "The ports are there: they are the data tier's export, and the validator takes an import for nothing.",
    },
    {
      rule: 'W9002',
      logicalId: 'ApiTargetPermission',
      reason:
        "The ARN is made of the account, the region and the target group's name; the permission must be there first.",
    },
  ],
  nag: [
    {
      rule: 'AwsSolutions-EC23',
      logicalId: 'SecurityGroupLoadBalancer',
      reason: 'It is the door of a public web application: ports 80 and 443 only, behind the firewall.',
    },
    ...accept(
      'AwsSolutions-IAM5[Resource::*]',
      functionRoles,
      "X-Ray's actions take no resource; all else in the policy names its own.",
    ),
    ...accept(
      'AwsSolutions-IAM5[Resource::*]',
      ['TaskRoleExecution'],
      'ecr:GetAuthorizationToken takes no resource: the token is for the whole registry.',
    ),
    ...accept(
      'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ecr:<AWS::Region>:<AWS::AccountId>:repository/*]',
      ['TaskRoleExecution'],
      'The image is a parameter: it may come from any repository of this account and region.',
    ),
    ...accept(
      'AwsSolutions-IAM5',
      ['TaskRoleTask'],
      "X-Ray's actions and, with a shell, the channels of Systems Manager take no resource; objects are named by bucket, the search tier's parameters by environment.",
    ),
    ...accept(
      'NIST.800.53.R5-IAMNoInlinePolicy',
      [...functionRoles, 'ScheduleRole', 'TaskRoleExecution', 'TaskRoleTask'],
      'The policy names resources of this one stack: it is of no use to another role and must go with this one.',
    ),
    ...accept(
      'AwsSolutions-ECS2',
      ['Task'],
      'The variables say where things are, and change with every environment; secrets are read from Secrets Manager.',
    ),
    ...['NIST.800.53.R5-EC2RestrictedCommonPorts', 'NIST.800.53.R5-EC2RestrictedSSH'].flatMap((rule) =>
      accept(
        rule,
        ['SecurityGroupLoadBalancerToTasksIngress', 'SecurityGroupTasksToDatabaseIngress'],
        'The rule cannot read a port that is known at launch only; the source is one security group of this product.',
      ),
    ),
    ...accept(
      'NIST.800.53.R5-ELBDeletionProtectionEnabled',
      ['LoadBalancer'],
      'prod has it; dev, test and staging go without, as the table of environment types says.',
    ),
    ...accept(
      'NIST.800.53.R5-LambdaConcurrency',
      functions,
      "A reservation takes from the account's limit for good. The usage plan, the event source mappings and the schedules limit each.",
    ),
    ...accept(
      'NIST.800.53.R5-LambdaDLQ',
      ['FunctionApi', 'FunctionEvents'],
      'Nobody calls it asynchronously: the API waits for its answer, and the queues have dead-letter queues of their own.',
    ),
    ...accept(
      'NIST.800.53.R5-LambdaInsideVPC',
      functions,
      'It only calls AWS services, with TLS and its signature, so a network interface would add cost and nothing else.',
    ),
    ...accept(
      'NIST.800.53.R5-APIGWCacheEnabledAndEncrypted',
      ['RestApiStage'],
      'Answers depend on who asks and change with every write: there is no cache.',
    ),
    ...accept(
      'NIST.800.53.R5-APIGWSSLEnabled',
      ['RestApiStage'],
      'A client certificate proves API Gateway to an HTTP back end; behind this stage there are only functions.',
    ),
    ...accept('NIST.800.53.R5-ALBHttpToHttpsRedirection', ['ListenerHttp'], onlyInDevAndTest),
    ...accept('NIST.800.53.R5-ELBv2ACMCertificateRequired', ['ListenerHttp'], onlyInDevAndTest),
  ],
};
