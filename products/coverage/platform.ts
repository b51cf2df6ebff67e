/**
 * Parts of the platform, by id: the catalog's terms of reference. A product's `claims.ts` names the resources that
 * provide an id; `docs/coverage.md` is made from both.
 */
export const platform = {
  C1: 'Next.js web application on ECS Fargate: cluster, task definition, service, log group, image by parameter',
  C2: 'The service scales on CPU and on memory',
  C3: 'Lambda handlers behind the REST API',
  C4: 'Lambda processors of asynchronous events',
  C5: 'Scheduled Lambda functions for maintenance and data processing',
  N1: 'VPC with public, private and isolated subnets over two or three availability zones',
  N2: 'NAT gateways: one, or one per zone, by environment type',
  N3: 'VPC endpoints: gateway always, interface by environment type',
  N4: 'Application Load Balancer with TLS termination; HTTP redirects to HTTPS',
  N5: 'Load balancer health checks; unhealthy targets are replaced',
  N6: 'Path-based routing',
  N7: 'Route 53 hosted zone, created and retained, or brought by id',
  N8: 'Route 53 health checks and failover records',
  N9: 'Latency-based records; the routing policy is a parameter',
  N10: 'Network ACLs as the stateless firewall of every subnet group; flow logs',
  S1: 'Aurora PostgreSQL over several zones: a writer, and readers by environment type',
  S2: 'Automated daily backups, 7 days of retention at least, point-in-time recovery',
  S3: 'Serverless v2 capacity with a range by environment type',
  S4: 'DynamoDB tables, on-demand capacity',
  S5: 'Optional replicas of the tables in further regions',
  S6: 'Point-in-time recovery on every table',
  S7: 'S3 buckets with versioning, lifecycle rules, encryption and a policy that refuses plain HTTP',
  S8: 'EFS, encrypted, mounted through access points',
  S9: 'Daily backups of EFS',
  A1: 'Cognito user pool with multi-factor authentication, hosted login and threat protection',
  A2: 'Cognito identity pool that gives signed-in users access through roles',
  A3: 'IAM: least privilege, a role per workload',
  A4: 'ACM certificate for the domain and its wildcard, validated through DNS',
  A5: 'Security groups, service to service, nothing wider than the path needs',
  I1: 'EventBridge custom bus, rules, patterns, an archive',
  I2: 'API Gateway REST API: keys, request validation, usage plans with throttling',
  I3: 'SQS: a standard queue, a FIFO queue, a dead-letter queue for each',
  M1: 'CloudWatch metrics, log groups with retention, metric filters, saved queries',
  M2: 'Alarms on every tier, composite alarms, delivery to an SNS topic',
  M3: 'Dashboards',
  M4: 'Tracing end to end: Lambda, API Gateway, OpenTelemetry collector, X-Ray groups and sampling rules',
  T1: 'Typesense on ECS Fargate, its data on EFS, its key in Secrets Manager',
  T2: 'The Typesense service behind a private name, its API over TLS',
  T3: 'Lambda functions that keep Typesense in step with events, and that answer searches',
  D1: 'A pipeline for the back end: source, build, test, deploy',
  D2: 'A pipeline for the front end: build the image, push it, deploy it through the app product',
  D3: 'CodeBuild projects with their own build images, reports and artifacts',
  D4: 'Infrastructure is deployed with change sets and protected by stack policies',
  D5: 'Tests of the infrastructure run in the pipeline',
  X1: 'Everything stored is encrypted; a customer key by parameter',
  X2: 'Everything sent is encrypted',
  X3: 'Least-privilege data access',
  X4: 'Input is validated at the edge: request validation and AWS WAF',
  X5: 'Cross-site request forgery: WAF checks the Origin of state-changing requests',
  X6: 'Security headers are added by the load balancer',
  X7: 'Short-lived JWTs from Cognito, verified by the REST API',
  X8: 'Resource policies on buckets, queues, bus, API and secrets',
  X9: 'Output encoding is the application’s; the catalog supports it',
  R1: 'Backups: Aurora daily, DynamoDB point-in-time, S3 versions, EFS daily',
  R2: 'Several zones, automatic scaling, load balancing, health checks',
  R3: 'No upgrade of a product loses data',
  R4: 'Infrastructure is code, in version control, tested in continuous integration',
} as const;

/** Id of one thing that the platform needs. */
export type PlatformId = keyof typeof platform;

/** Logical ids, by the id of what they provide; `*` stands for any run of characters. */
export type Claims = Readonly<Partial<Record<PlatformId, readonly string[]>>>;

/** Products that provide nothing of the platform by themselves, and why. */
export const withoutClaims: Readonly<Record<string, string>> = {
  environment: 'launches the tiers, which provide everything; each has its own rows.',
};

/** Parts that no resource of a template can provide, by id, with what there is instead. */
export const beyondTemplates: Readonly<Partial<Record<PlatformId, string>>> = {
  R4: 'No resource: the catalog is code itself. Releases are files under `products/*/releases`, checked by `npm test`.',
};

/** Remarks of the table beside the resources, by id: what is outside CloudFormation, or not built yet. */
export const remarks: Readonly<Partial<Record<PlatformId, string>>> = {
  D4: 'Stack policies: set on every launched stack by the guard of the account stack.',
  N7: 'Buying the domain is outside CloudFormation: register it first.',
};
