import type { Exception, Product } from '../../catalog/product';

const accept = (rule: string, logicalIds: readonly string[], reason: string): Exception[] =>
  logicalIds.map((logicalId) => ({ rule, logicalId, reason }));

/** Outputs whose value is something conditional where it exists, and else none. */
const guardedOutputs = ['ConnectionToApprove'];

const pipelineRoles = ['BackendPipelineRole', 'FrontendPipelineRole'];
const imageOfTheForm = ['BackendBuild', 'BackendUnitTests', 'BackendInfrastructureTests', 'FrontendTests'];
const pullingRoles = imageOfTheForm.map((project) => `${project}Role`);
const allRoles = [...pullingRoles, 'FrontendImageRole', 'DeployRole', ...pipelineRoles];

const wildcard = (resource: string, logicalIds: readonly string[], reason: string) =>
  accept(`AwsSolutions-IAM5[Resource::${resource}]`, logicalIds, reason);
const ours = (service: string, resource: string) =>
  `arn:<AWS::Partition>:${service}:<AWS::Region>:<AWS::AccountId>:${resource}`;

/** Findings of the checkers that are right here, each with its reason. */
export const deliveryExceptions: Product['exceptions'] = {
  validation: accept(
    'W1001',
    guardedOutputs,
    'The reference stands in an Fn::If on the very condition of what it names; the rule does not look for one in outputs.',
  ),
  nag: [
    ...accept(
      'AwsSolutions-S1',
      ['Artifacts'],
      'It holds what can be built again, for the pipelines only; a bucket for its access logs would be a second one to log.',
    ),
    ...accept(
      'NIST.800.53.R5-S3BucketLoggingEnabled',
      ['Artifacts'],
      'It holds what can be built again, for the pipelines only; a bucket for its access logs would be a second one to log.',
    ),
    ...accept(
      'NIST.800.53.R5-S3BucketReplicationEnabled',
      ['Artifacts'],
      'What it holds can be built again, from the repository.',
    ),
    ...accept(
      'AwsSolutions-CB5',
      imageOfTheForm,
      'The image is a parameter, which the rule cannot read: each team builds with what its repository needs.',
    ),
    ...wildcard('<Artifacts.Arn>/*', allRoles, 'CodePipeline makes up the keys of artifacts, run by run.'),
    ...wildcard(
      '*',
      [...pullingRoles, 'FrontendImageRole'],
      'ecr:GetAuthorizationToken takes no resource: the token is for the whole registry.',
    ),
    ...wildcard(
      '*',
      ['DeployRole'],
      'The actions of Service Catalog on provisioned products and plans take no resource, only the account; portfolios decide what it may launch.',
    ),
    ...wildcard(
      'arn:<AWS::Partition>:catalog:<AWS::Region>:*:product/*',
      ['DeployRole'],
      'It reads products, which have ids that AWS chooses and, shared, belong to another account.',
    ),
    ...wildcard(
      ours('cloudformation', 'stack/SC-*'),
      ['DeployRole'],
      'It reads the stacks of what Service Catalog launched, whose names end in an id that AWS chooses.',
    ),
    ...accept(
      'NIST.800.53.R5-IAMNoInlinePolicy',
      allRoles,
      'The policy names resources of this one stack: it is of no use to another role and must go with this one.',
    ),
  ],
};
