import { isObject } from '../../catalog/template/json';
import type { JsonObject } from '../../catalog/template/types';

/** Properties of a resource, as Cloud Control answers them. */
export type Properties = JsonObject;

/** A kind of resource that products leave behind, and how it is found and removed. */
export interface Kind {
  /** As Cloud Control knows it; for a snapshot, just its name here. */
  readonly type: string;
  /** The resource type in the templates that leaves it, where that is another one. */
  readonly leftBy?: string;
  /** Its ARNs; the first group is the identifier. */
  readonly arn: RegExp;
  /** Warning to a person before it is deleted. */
  readonly note?: string;
  /** Reason why purge leaves it alone, and what to do instead. */
  stays?(identifier: string): string;
}

/** A final snapshot of an Aurora cluster: no resource type, RDS deletes it. */
export const CLUSTER_SNAPSHOT = 'AWS::RDS::DBClusterSnapshot';

/**
 * The kinds of resources that products leave behind. What stands earlier goes earlier, unless one of them uses another: see `deletionOrder`.
 * Formats of ARNs: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const kinds: readonly Kind[] = [
  {
    type: CLUSTER_SNAPSHOT,
    leftBy: 'AWS::RDS::DBCluster',
    // RDS's own (`rds:…`) go with the cluster, those of AWS Backup (`awsbackup:…`) with their vault.
    arn: /^arn:aws:rds:[^:]+:\d+:cluster-snapshot:([^:]+)$/,
    note: 'the database as it was last',
  },
  { type: 'AWS::Cognito::IdentityPool', arn: /^arn:aws:cognito-identity:[^:]+:\d+:identitypool\/(.+)$/ },
  {
    type: 'AWS::Cognito::UserPool',
    arn: /^arn:aws:cognito-idp:[^:]+:\d+:userpool\/(.+)$/,
    note: 'its users with it',
  },
  {
    type: 'AWS::DynamoDB::GlobalTable',
    arn: /^arn:aws:dynamodb:[^:]+:\d+:table\/([^/]+)$/,
    note: 'all its replicas and items with it',
  },
  {
    type: 'AWS::SecretsManager::Secret',
    arn: /^(arn:aws:secretsmanager:[^:]+:\d+:secret:.+)$/,
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
    note: 'at once: no recovery window',
  },
  {
    type: 'AWS::ECR::Repository',
    arn: /^arn:aws:ecr:[^:]+:\d+:repository\/(.+)$/,
    note: 'its images with it',
  },
  {
    type: 'AWS::EFS::FileSystem',
    arn: /^arn:aws:elasticfilesystem:[^:]+:\d+:file-system\/(.+)$/,
    note: 'its files and what is left of its mount targets with it',
  },
  {
    type: 'AWS::Backup::BackupVault',
    arn: /^arn:aws:backup:[^:]+:\d+:backup-vault:(.+)$/,
  },
  { type: 'AWS::IAM::Role', arn: /^arn:aws:iam::\d+:role\/(.+)$/ },
  { type: 'AWS::S3::Bucket', arn: /^arn:aws:s3:::([^/]+)$/ },
  {
    type: 'AWS::KMS::Key',
    arn: /^arn:aws:kms:[^:]+:\d+:key\/(.+)$/,
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html#cfn-kms-key-pendingwindowindays
    note: 'scheduled: AWS deletes it after 30 days, and it can be kept until then',
  },
  {
    type: 'AWS::Route53::HostedZone',
    arn: /^arn:aws:route53:::hostedzone\/(.+)$/,
    stays: (id) =>
      'the domain may still be delegated to it, and whoever got its name servers next could answer for the domain: ' +
      `take the delegation away, then its records, then "aws route53 delete-hosted-zone --id ${id}"`,
  },
];

/** Types that products retain and that go with another: a bucket's policy. */
export const partsOfOthers: Readonly<Record<string, string>> = { 'AWS::S3::BucketPolicy': 'AWS::S3::Bucket' };

/** The kind and identifier that an ARN names; undefined for what no product leaves behind. */
export function kindOf(arn: string): { readonly kind: Kind; readonly identifier: string } | undefined {
  for (const kind of kinds) {
    const [, identifier] = kind.arn.exec(arn) ?? [];
    if (identifier !== undefined) return { kind, identifier };
  }
  return undefined;
}

/** The replicas of a table; none of anything else. */
export function replicasOf({ Replicas }: Properties): readonly Properties[] {
  return Array.isArray(Replicas) ? Replicas.filter(isObject) : [];
}
