import type { Exception, Product } from '../../catalog/product';

const accept = (rule: string, logicalIds: readonly string[], reason: string): Exception[] =>
  logicalIds.map((logicalId) => ({ rule, logicalId, reason }));

const allRoles = ['CatalogTestsRole', 'CatalogPublishRole', 'CatalogPipelineRole'];
const publishRole = ['CatalogPublishRole'];

const wildcard = (resource: string, logicalIds: readonly string[], reason: string) =>
  accept(`AwsSolutions-IAM5[Resource::${resource}]`, logicalIds, reason);
const inAnyRegion = (service: string, resource: string) =>
  `arn:<AWS::Partition>:${service}:*:<AWS::AccountId>:${resource}`;

/** Findings of the checkers that are right here, each with its reason. */
export const publishingExceptions: Product['exceptions'] = {
  validation: accept(
    'W1001',
    ['ConnectionToApprove'],
    'The reference stands in an Fn::If on the very condition of what it names; the rule does not look for one in outputs.',
  ),
  nag: [
    ...['AwsSolutions-S1', 'NIST.800.53.R5-S3BucketLoggingEnabled'].flatMap((rule) =>
      accept(
        rule,
        ['Artifacts'],
        'It holds what can be built again, for the pipeline only; a bucket for its access logs would be a second one to log.',
      ),
    ),
    ...accept(
      'NIST.800.53.R5-S3BucketReplicationEnabled',
      ['Artifacts'],
      'What it holds can be built again, from the repository.',
    ),
    ...wildcard('<Artifacts.Arn>/*', allRoles, 'CodePipeline makes up the keys of artifacts, run by run.'),
    ...wildcard('*', publishRole, 'These reads of Service Catalog take no resource.'),
    ...wildcard(
      'arn:<AWS::Partition>:iam::<AWS::AccountId>:role/cdk-<BootstrapQualifier>-*-<AWS::AccountId>-*',
      publishRole,
      'The roles that "cdk bootstrap" made in this account, in each region that the settings publish in, as the CDK CLI takes them on.',
    ),
    ...wildcard(
      inAnyRegion('cloudformation', 'stack/BellyfedCatalog*/*'),
      publishRole,
      "The catalog's own stacks, in each region that the settings publish in: it looks whether their creation failed.",
    ),
    ...wildcard(
      'arn:<AWS::Partition>:cloudformation:*:*:stackset/BellyfedCatalogSpoke:*',
      publishRole,
      'The set is the management account’s where the hub is a delegated administrator, and CloudFormation makes up its id.',
    ),
    ...wildcard(
      inAnyRegion('cloudformation', 'stack/BellyfedCatalogHub/*'),
      publishRole,
      'The hub’s stack in each region that the settings publish in; AWS chooses its id.',
    ),
    ...['product/*', 'portfolio/*'].flatMap((resource) =>
      wildcard(
        inAnyRegion('catalog', resource),
        publishRole,
        'It publishes the whole catalog; products and portfolios have ids that AWS chooses.',
      ),
    ),
    ...accept(
      'NIST.800.53.R5-IAMNoInlinePolicy',
      allRoles,
      'The policy names resources of this one stack: it is of no use to another role and must go with this one.',
    ),
  ],
};
