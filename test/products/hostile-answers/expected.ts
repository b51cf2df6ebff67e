/** Parameters that reach a policy, by product. One that comes in is looked at here before it is released. */
export const REACHING: Readonly<Record<string, readonly string[]>> = {
  network: ['EnvironmentType', 'InterfaceEndpoints'],
  data: ['DatabaseMonitoring', 'EnvironmentName', 'EnvironmentType', 'KeyArn'],
  app: ['BaseEnvironment', 'CustomerKey', 'EnvironmentName', 'ExecuteCommand'],
  search: ['BaseEnvironment', 'CustomerKey', 'EnvironmentName', 'EnvironmentType', 'SearchNodes'],
  observability: ['EnvironmentName', 'TopicKeyArn'],
  delivery: [
    'BackendBuildImage',
    'BackendRepository',
    'ConnectionArn',
    'EnvironmentName',
    'FrontendBuildImage',
    'FrontendRepository',
    'KeyArn',
  ],
};

/** Parameters that reached a policy of deliveries that published the catalog. */
const OF_PUBLISHING_DELIVERY = [
  'BackendRepository',
  'BootstrapQualifier',
  'CatalogRepository',
  'ConnectionArn',
  'EnvironmentName',
  'FrontendRepository',
  'KeyArn',
];

/** The same of earlier versions, where it was different. */
export const REACHING_EARLIER: Readonly<Record<string, readonly string[]>> = {
  'delivery 1.0.0': OF_PUBLISHING_DELIVERY,
  'delivery 1.1.0': OF_PUBLISHING_DELIVERY,
};

/** Reason for which an action that reaches what isn't the caller's is right, and whether it only reads. */
interface Accepted {
  readonly kind: 'read' | 'write of its own';
  readonly reason: string;
}

const TRACES = 'It takes no resource; it adds to the traces of the account and can neither change nor read one.';
const SAMPLING = 'It takes no resource; it tells which requests to trace.';
const CHANNEL = "It takes no resource; it is the channel of the task's own agent, which nobody else can name.";
const IMAGES = 'The image is an answer of the form, from any repository of the account: images hold code, and no data.';
const STACKS = 'Service Catalog makes up the names of stacks. What it reads is how a launch went.';
const PLANS = 'It takes no resource; it reads how a launch went, and what one would change.';
const PRODUCTS = 'A product is open to everybody whom a portfolio lets launch it; its id is not known before.';

/** Actions that take no resource (`on *`), and reads that reach further than the environment, by the action. */
export const ACCEPTED: Readonly<Record<string, Accepted>> = {
  'xray:PutTelemetryRecords on *': { kind: 'write of its own', reason: TRACES },
  'xray:PutTraceSegments on *': { kind: 'write of its own', reason: TRACES },
  'xray:GetSamplingRules on *': { kind: 'read', reason: SAMPLING },
  'xray:GetSamplingStatisticSummaries on *': { kind: 'read', reason: SAMPLING },
  'xray:GetSamplingTargets on *': { kind: 'read', reason: SAMPLING },
  'ssmmessages:CreateControlChannel on *': { kind: 'write of its own', reason: CHANNEL },
  'ssmmessages:CreateDataChannel on *': { kind: 'write of its own', reason: CHANNEL },
  'ssmmessages:OpenControlChannel on *': { kind: 'write of its own', reason: CHANNEL },
  'ssmmessages:OpenDataChannel on *': { kind: 'write of its own', reason: CHANNEL },
  'logs:DescribeLogGroups on *': {
    kind: 'read',
    reason: 'ECS looks for the log group of its shells among all names; it reads no log.',
  },
  'tag:GetResources on *': { kind: 'read', reason: 'It takes no resource; AWS Backup finds by it what it backs up.' },
  'ecr:GetAuthorizationToken on *': {
    kind: 'read',
    reason: 'It takes no resource; the token signs in, and what it may do there is what its role may do.',
  },
  'ecr:BatchCheckLayerAvailability': { kind: 'read', reason: IMAGES },
  'ecr:BatchGetImage': { kind: 'read', reason: IMAGES },
  'ecr:GetDownloadUrlForLayer': { kind: 'read', reason: IMAGES },
  'cloudformation:DescribeStackEvents': { kind: 'read', reason: STACKS },
  'cloudformation:DescribeStacks': { kind: 'read', reason: STACKS },
  'servicecatalog:DescribeProvisionedProduct on *': { kind: 'read', reason: PLANS },
  'servicecatalog:DescribeProvisionedProductPlan on *': { kind: 'read', reason: PLANS },
  'servicecatalog:DescribeRecord on *': { kind: 'read', reason: PLANS },
  'servicecatalog:DescribeProduct': { kind: 'read', reason: PRODUCTS },
  'servicecatalog:DescribeProvisioningParameters': { kind: 'read', reason: PRODUCTS },
  'servicecatalog:ListLaunchPaths': { kind: 'read', reason: PRODUCTS },
};

/**
 * Actions on the one thing that an answer names, which the account's people share: a key encrypts and decrypts through AWS's
 * services, for whoever may read there; a connection was approved once for the team.
 */
export const NAMED_BY_ANSWER: Readonly<Record<string, readonly string[]>> = {
  'kms:Decrypt': ['KeyArn', 'TopicKeyArn'],
  'kms:GenerateDataKey': ['KeyArn', 'TopicKeyArn'],
  'codeconnections:UseConnection': ['ConnectionArn'],
  // The prefix of connections from before they were renamed.
  'codestar-connections:UseConnection': ['ConnectionArn'],
};

/**
 * Actions that deploying may take on tiers of other environments of the account: Service Catalog's updates take no resource, and none of
 * their condition keys tells one environment from another. The role runs one script, which knows only its own environment.
 */
const DEPLOYING = [
  'DeployRole: servicecatalog:CreateProvisionedProductPlan on *',
  'DeployRole: servicecatalog:DeleteProvisionedProductPlan on *',
  'DeployRole: servicecatalog:ExecuteProvisionedProductPlan on *',
  'DeployRole: servicecatalog:UpdateProvisionedProduct on *',
];

/** Actions of publishing the catalog, which whoever answers `CatalogRepository` has done: delivery 2.0.0 publishes no more. */
const PUBLISHING = [
  'CatalogPublishRole: servicecatalog:CreatePortfolioShare',
  'CatalogPublishRole: servicecatalog:DeletePortfolioShare',
  'CatalogPublishRole: servicecatalog:DescribePortfolio',
  'CatalogPublishRole: servicecatalog:DescribePortfolioShareStatus on *',
  'CatalogPublishRole: servicecatalog:DescribePortfolioShares',
  'CatalogPublishRole: servicecatalog:DescribeProductAsAdmin',
  'CatalogPublishRole: servicecatalog:ListPortfolios on *',
  'CatalogPublishRole: servicecatalog:ListProvisioningArtifacts',
  'CatalogPublishRole: servicecatalog:SearchProductsAsAdmin on *',
  'CatalogPublishRole: servicecatalog:UpdatePortfolioShare',
  'CatalogPublishRole: servicecatalog:UpdateProvisioningArtifact',
  'CatalogPublishRole: sts:AssumeRole',
];

/** Findings that are known, by product and version: exactly these. Of every other version nothing is found. */
export const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'delivery 1.0.0': [...PUBLISHING, ...DEPLOYING],
  'delivery 1.1.0': [...PUBLISHING, ...DEPLOYING],
  'delivery 2.0.0': DEPLOYING,
  'delivery source': DEPLOYING,
};

/** Statements that let others in, by product: all that any version has. */
export const OPEN: Readonly<Record<string, readonly string[]>> = {
  // The API of the platform is public; its methods ask for a key where they write.
  app: ['RestApi: "*"'],
};
