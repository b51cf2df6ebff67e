import type { CostRow } from '../cost-row';

/** Reasons that types cost nothing by themselves, each with AWS's page and the types. */
const FREE: readonly { readonly free: string; readonly page: string; readonly types: readonly string[] }[] = [
  {
    free: 'a network and its parts are free; what passes through gateways is charged as theirs',
    page: 'https://aws.amazon.com/vpc/pricing/',
    types: [
      ...['InternetGateway', 'NetworkAcl', 'NetworkAclEntry', 'Route', 'RouteTable', 'SecurityGroup'],
      ...['SecurityGroupEgress', 'SecurityGroupIngress', 'Subnet', 'SubnetNetworkAclAssociation'],
      ...['SubnetRouteTableAssociation', 'VPC', 'VPCGatewayAttachment'],
    ].map((name) => `AWS::EC2::${name}`),
  },
  {
    free: 'a load balancer is charged as a whole',
    page: 'https://aws.amazon.com/elasticloadbalancing/pricing/',
    types: ['Listener', 'ListenerRule', 'TargetGroup'].map((name) => `AWS::ElasticLoadBalancingV2::${name}`),
  },
  {
    free: 'REST APIs are charged by requests',
    page: 'https://aws.amazon.com/api-gateway/pricing/',
    types: [
      ...['ApiKey', 'Authorizer', 'Deployment', 'GatewayResponse', 'Method', 'Model', 'RequestValidator'],
      ...['Resource', 'UsagePlan', 'UsagePlanKey'],
    ].map((name) => `AWS::ApiGateway::${name}`),
  },
  {
    free: 'scaling is free; the alarms that it makes are charged',
    page: 'https://aws.amazon.com/autoscaling/pricing/',
    types: ['AWS::ApplicationAutoScaling::ScalableTarget'],
  },
  {
    free: 'backups are charged by what they hold',
    page: 'https://aws.amazon.com/backup/pricing/',
    types: ['AWS::Backup::BackupSelection', 'AWS::Backup::BackupVault'],
  },
  {
    free: 'public certificates are free',
    page: 'https://aws.amazon.com/certificate-manager/pricing/',
    types: ['AWS::CertificateManager::Certificate'],
  },
  {
    free: 'reports are part of builds',
    page: 'https://aws.amazon.com/codebuild/pricing/',
    types: ['AWS::CodeBuild::ReportGroup'],
  },
  {
    free: 'connections and notifications are free',
    page: 'https://aws.amazon.com/codepipeline/pricing/',
    types: ['AWS::CodeConnections::Connection', 'AWS::CodeStarNotifications::NotificationRule'],
  },
  {
    free: 'users are charged, not what they sign in by',
    page: 'https://aws.amazon.com/cognito/pricing/',
    types: [
      ...['IdentityPool', 'IdentityPoolRoleAttachment', 'ManagedLoginBranding', 'UserPoolClient', 'UserPoolDomain'],
    ].map((name) => `AWS::Cognito::${name}`),
  },
  {
    free: 'tasks are charged, not their definition',
    page: 'https://aws.amazon.com/fargate/pricing/',
    types: ['AWS::ECS::TaskDefinition'],
  },
  {
    free: 'a file system is charged by what it holds',
    page: 'https://aws.amazon.com/efs/pricing/',
    types: ['AWS::EFS::AccessPoint', 'AWS::EFS::MountTarget'],
  },
  {
    free: 'rules are free; events on custom buses are charged as those',
    page: 'https://aws.amazon.com/eventbridge/pricing/',
    types: ['AWS::Events::Rule', 'AWS::Scheduler::ScheduleGroup'],
  },
  {
    free: 'identities and policies are free',
    page: 'https://aws.amazon.com/iam/',
    types: ['AWS::IAM::Role', 'AWS::IAM::RolePolicy'],
  },
  {
    free: 'functions are charged by their runs',
    page: 'https://aws.amazon.com/lambda/pricing/',
    types: ['AWS::Lambda::Permission', 'AWS::Lambda::Url'],
  },
  {
    free: 'saved queries are charged when they run',
    page: 'https://aws.amazon.com/cloudwatch/pricing/',
    types: ['AWS::Logs::QueryDefinition'],
  },
  {
    free: 'groups of settings are free',
    page: 'https://aws.amazon.com/rds/aurora/pricing/',
    types: ['AWS::RDS::DBClusterParameterGroup', 'AWS::RDS::DBSubnetGroup'],
  },
  {
    free: 'a zone is charged with its first records, and by queries',
    page: 'https://aws.amazon.com/route53/pricing/',
    types: ['AWS::Route53::RecordSet'],
  },
  {
    free: 'policies are part of what they are of',
    page: 'https://aws.amazon.com/s3/pricing/',
    types: [
      ...['AWS::S3::BucketPolicy', 'AWS::SNS::TopicPolicy', 'AWS::SQS::QueuePolicy'],
      'AWS::SecretsManager::ResourcePolicy',
    ],
  },
  {
    free: 'parameters of the standard tier are free',
    page: 'https://aws.amazon.com/systems-manager/pricing/',
    types: ['AWS::SSM::Parameter'],
  },
  {
    free: 'what ECS registers is free',
    page: 'https://aws.amazon.com/cloud-map/pricing/',
    types: ['AWS::ServiceDiscovery::Service'],
  },
  {
    free: 'Service Catalog charges calls of its API',
    page: 'https://aws.amazon.com/servicecatalog/pricing/',
    types: ['AWS::ServiceCatalog::CloudFormationProvisionedProduct'],
  },
  {
    free: 'a web ACL is charged, not what it protects',
    page: 'https://aws.amazon.com/waf/pricing/',
    types: ['AWS::WAFv2::WebACLAssociation'],
  },
  {
    free: 'traces are charged, not their groups',
    page: 'https://aws.amazon.com/xray/pricing/',
    types: ['AWS::XRay::Group'],
  },
];

/** Types that cost nothing by themselves. */
export const freeRows: readonly CostRow[] = FREE.flatMap(({ types, ...row }) =>
  types.map((type) => ({ type, ...row })),
);
