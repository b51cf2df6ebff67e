import { AwsError } from '../../kernel/aws-error';
import { iamUniqueId } from '../../kernel/unique-id';
import type { IamOperations } from './lookup';
import { saveRole } from './lookup';
import { roleAnswer } from './roles';
import { type RoleRecord, roles } from './state';

/**
 * Services whose role's name doesn't follow from the service's; each one's page on its service-linked roles says it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
 */
const NAMES: Readonly<Record<string, string>> = {
  'autoscaling.amazonaws.com': 'AutoScaling',
  'custom-resource.application-autoscaling.amazonaws.com': 'ApplicationAutoScaling_CustomResource',
  'elasticache.amazonaws.com': 'ElastiCache',
  'elasticbeanstalk.amazonaws.com': 'ElasticBeanstalk',
  'es.amazonaws.com': 'AmazonElasticsearchService',
  'member.org.stacksets.cloudformation.amazonaws.com': 'CloudFormationStackSetsOrgMember',
  'opensearchservice.amazonaws.com': 'AmazonOpenSearchService',
  'ssm.amazonaws.com': 'AmazonSSM',
  'stacksets.cloudformation.amazonaws.com': 'CloudFormationStackSetsOrgAdmin',
  'codestar-notifications.amazonaws.com': 'CodeStarNotifications',
  'ecs.amazonaws.com': 'ECS',
  'ecs.application-autoscaling.amazonaws.com': 'ApplicationAutoScaling_ECSService',
  'elasticfilesystem.amazonaws.com': 'AmazonElasticFileSystem',
  'elasticloadbalancing.amazonaws.com': 'ElasticLoadBalancing',
  'ops.apigateway.amazonaws.com': 'APIGateway',
  'organizations.amazonaws.com': 'Organizations',
  'rds.amazonaws.com': 'RDS',
  'replication.dynamodb.amazonaws.com': 'DynamoDBReplication',
  'servicecatalog.amazonaws.com': 'ServiceCatalogOrgsDataSync',
  'dynamodb.application-autoscaling.amazonaws.com': 'ApplicationAutoScaling_DynamoDBTable',
  'rds.application-autoscaling.amazonaws.com': 'ApplicationAutoScaling_RDSCluster',
};

/** Operation that makes a service-linked role. */
export const serviceLinkedRoleOperations = {
  /**
   * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html. The role's policy is the
   * service's own, so the sandbox's role has none; of a service it doesn't know, the name follows from the service's.
   */
  CreateServiceLinkedRole(input, call) {
    const service = input.AWSServiceName ?? '';
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com$/.test(service)) {
      throw new AwsError('InvalidInputException', `Service role name cannot be created for the service ${service}`);
    }
    const suffix = input.CustomSuffix ? `_${input.CustomSuffix}` : '';
    const name = `AWSServiceRoleFor${NAMES[service] ?? defaultName(service)}${suffix}`;
    if (call.db.get(roles, [call.accountId, name.toLowerCase()])) {
      const message = `Service role name ${name} has been taken in this account, please try a different suffix.`;
      throw new AwsError('InvalidInputException', message);
    }
    const path = serviceLinkedRolePath(service);
    const role: RoleRecord = {
      name,
      path,
      arn: `arn:aws:iam::${call.accountId}:role${path}${name}`,
      id: iamUniqueId('AROA'),
      trustPolicy: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
      },
      inline: {},
      attached: [],
      tags: {},
      description: input.Description,
      maxSessionDuration: 3600,
      created: call.now,
    };
    saveRole(call, role);
    return { Role: roleAnswer(role) };
  },
} satisfies IamOperations;

/** Path of a service's linked roles: `/aws-service-role/rds.amazonaws.com/`. */
export function serviceLinkedRolePath(service: string): string {
  return `/aws-service-role/${service}/`;
}

function defaultName(service: string): string {
  const words = service.replace(/\.amazonaws\.com$/, '').split(/[.-]/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
