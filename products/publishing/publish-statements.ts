import { Aws } from 'aws-cdk-lib';

/** ARN of something of this account in whichever region the catalog's settings name. */
const inAnyRegion = (service: string, resource: string) =>
  `arn:${Aws.PARTITION}:${service}:*:${Aws.ACCOUNT_ID}:${resource}`;

/**
 * Permissions of `catalog publish`: to take on the roles of `cdk bootstrap`, which deploy, and to do what CloudFormation
 * can't. In all regions, since the settings of the repository say which ones it publishes in.
 *
 * @param bootstrapQualifier part of the names of those roles
 */
export function publishStatements(bootstrapQualifier: string): readonly object[] {
  return [
    {
      Sid: 'TakeOnBootstrapRoles',
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      // One for files, one for look-ups, one for deployments: "cdk bootstrap" names them so.
      Resource: `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/cdk-${bootstrapQualifier}-*-${Aws.ACCOUNT_ID}-*`,
    },
    {
      Sid: 'ReadHub',
      Effect: 'Allow',
      Action: 'cloudformation:ListStackResources',
      Resource: inAnyRegion('cloudformation', 'stack/BellyfedCatalogHub/*'),
    },
    {
      Sid: 'LookAtStacks',
      Effect: 'Allow',
      Action: ['cloudformation:DescribeStackEvents', 'cloudformation:DescribeStacks'],
      Resource: inAnyRegion('cloudformation', 'stack/BellyfedCatalog*/*'),
    },
    {
      Sid: 'LookAtSpokes',
      Effect: 'Allow',
      Action: ['cloudformation:DescribeStackSet', 'cloudformation:ListStackInstances'],
      // The set is the management account's where this account is a delegated administrator.
      Resource: `arn:${Aws.PARTITION}:cloudformation:*:*:stackset/BellyfedCatalogSpoke:*`,
    },
    {
      Sid: 'ReconcileVersions',
      Effect: 'Allow',
      Action: ['servicecatalog:ListProvisioningArtifacts', 'servicecatalog:UpdateProvisioningArtifact'],
      Resource: inAnyRegion('catalog', 'product/*'),
    },
    {
      Sid: 'ReconcileShares',
      Effect: 'Allow',
      Action: [
        'servicecatalog:CreatePortfolioShare',
        'servicecatalog:DeletePortfolioShare',
        'servicecatalog:DescribePortfolioShares',
        'servicecatalog:UpdatePortfolioShare',
      ],
      Resource: inAnyRegion('catalog', 'portfolio/*'),
    },
    {
      Sid: 'FindPortfolios',
      Effect: 'Allow',
      Action: [
        'servicecatalog:DescribePortfolioShareStatus',
        'servicecatalog:DescribeRecord',
        'servicecatalog:ListPortfolios',
        'servicecatalog:ListTagOptions',
        'servicecatalog:SearchProductsAsAdmin',
        'servicecatalog:SearchProvisionedProducts',
      ],
      // They take no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsservicecatalog.html
      Resource: '*',
    },
  ];
}
