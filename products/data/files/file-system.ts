import { type CfnCondition, Fn } from 'aws-cdk-lib';
import type { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnAccessPoint, CfnFileSystem, CfnMountTarget } from 'aws-cdk-lib/aws-efs';
import { Construct } from 'constructs';
import { keepOnceLaunched, Optional } from '../../../catalog/product';
import type { CustomerKey } from '../customer-key';
import { storeSecurityGroup } from '../store-security-group';

/** File system's subnets and key, as its construct takes them. */
export interface FileSystemProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly vpcId: string;
  /** Subnets without a way to the internet, one a zone. */
  readonly subnetIds: string[];
  /** Condition that there is a third zone. */
  readonly hasThirdZone: CfnCondition;
  readonly key: CustomerKey;
}

/** Search nodes that may get a directory. All have one from the start, so that an environment can grow to three nodes. */
const searchNodes = ['1', '2', '3'] as const;

/**
 * EFS, encrypted, within reach of every zone. Whoever mounts it needs TLS, an access point, which fixes the user and the
 * directory, and an IAM permission: with a policy of its own, a file system no longer lets everybody in.
 *
 * @see https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
export class FileSystem extends Construct {
  readonly fileSystem: CfnFileSystem;
  readonly securityGroup: CfnSecurityGroup;
  readonly applicationAccessPointId: string;
  /** One a search node, in order. */
  readonly searchAccessPointIds: readonly string[];

  constructor(scope: Construct, id: string, props: FileSystemProps) {
    super(scope, id);
    const { environment, hasThirdZone, subnetIds } = props;
    this.securityGroup = storeSecurityGroup(this, {
      vpcId: props.vpcId,
      description: 'File system: consumers add their own ingress',
    });
    this.fileSystem = new CfnFileSystem(this, 'Resource', {
      encrypted: true,
      kmsKeyId: props.key.orDefault,
      performanceMode: 'generalPurpose',
      throughputMode: 'elastic',
      lifecyclePolicies: [{ transitionToIa: 'AFTER_30_DAYS' }, { transitionToPrimaryStorageClass: 'AFTER_1_ACCESS' }],
      // The backup plan of this product does it, with a vault and a retention of its own.
      backupPolicy: { status: 'DISABLED' },
      fileSystemPolicy: { Version: '2012-10-17', Statement: [refusePlainNfs, refuseWholeFileSystem] },
      fileSystemTags: [{ key: 'Name', value: `bellyfed-${environment}` }],
    });
    keepOnceLaunched(this.fileSystem);

    const mountTarget = (parent: Construct, zone: number) =>
      new CfnMountTarget(parent, 'MountTarget', {
        fileSystemId: this.fileSystem.ref,
        subnetId: Fn.select(zone, subnetIds),
        securityGroups: [this.securityGroup.attrGroupId],
      });
    mountTarget(new Construct(this, 'Zone1'), 0);
    mountTarget(new Construct(this, 'Zone2'), 1);
    mountTarget(new Optional(this, 'Zone3', { when: hasThirdZone }), 2);

    this.applicationAccessPointId = this.accessPoint(
      'Application',
      '/application',
      `bellyfed-${environment}-application`,
    );
    this.searchAccessPointIds = searchNodes.map((node) =>
      this.accessPoint(`Search${node}`, `/search/${node}`, `bellyfed-${environment}-search-${node}`),
    );
  }

  /** A directory of its own, in which everything belongs to one user without privileges. */
  private accessPoint(id: string, path: string, name: string): string {
    const user = { uid: '1000', gid: '1000' };
    return new CfnAccessPoint(this, `${id}AccessPoint`, {
      fileSystemId: this.fileSystem.ref,
      posixUser: user,
      rootDirectory: { path, creationInfo: { ownerUid: user.uid, ownerGid: user.gid, permissions: '0750' } },
      accessPointTags: [{ key: 'Name', value: name }],
    }).ref;
  }
}

const refusePlainNfs = {
  Sid: 'RefuseWithoutTls',
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: '*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

const refuseWholeFileSystem = {
  Sid: 'RefuseWithoutAccessPoint',
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientRootAccess', 'elasticfilesystem:ClientWrite'],
  Condition: { Null: { 'elasticfilesystem:AccessPointArn': 'true' } },
};
