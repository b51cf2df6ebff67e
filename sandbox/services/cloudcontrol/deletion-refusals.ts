import type { HandlerErrorCode } from '@aws-sdk/client-cloudcontrol';
import { itemsOf, objectOf, type Properties, textOf } from '../../kernel/properties';
import type { Store } from '../../store/store';
import { recoveryPointsIn } from '../backup';
import { type Existing, existingIn } from '../cloudformation';

/** Why a resource can't be deleted, as its type's handler says it. */
export interface Refusal {
  readonly errorCode: HandlerErrorCode;
  readonly message: string;
}

/** What of a resource's own properties forbids to delete it. */
const PROTECTIONS: Readonly<Record<string, { isOn(properties: Properties): boolean; readonly message: string }>> = {
  'AWS::Cognito::UserPool': {
    isOn: ({ DeletionProtection }) => DeletionProtection === 'ACTIVE',
    message:
      'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
  },
  'AWS::DynamoDB::GlobalTable': {
    isOn: ({ Replicas }) => itemsOf(Replicas).some((each) => isTrue(objectOf(each).DeletionProtectionEnabled)),
    message:
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
  },
  'AWS::DynamoDB::Table': {
    isOn: ({ DeletionProtectionEnabled }) => isTrue(DeletionProtectionEnabled),
    message:
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
  },
  'AWS::RDS::DBCluster': {
    isOn: ({ DeletionProtection }) => isTrue(DeletionProtection),
    message: 'Cannot delete protected Cluster, please disable deletion protection and try again.',
  },
  'AWS::RDS::DBInstance': {
    isOn: ({ DeletionProtection }) => isTrue(DeletionProtection),
    message: 'Cannot delete protected DB Instance, please disable deletion protection and try again.',
  },
};

/** Resources that must go before the one they are in or of: their type, and the property that names it. */
const PARTS: Readonly<Record<string, { readonly type: string; readonly property: string; readonly message: string }>> =
  {
    'AWS::EFS::FileSystem': {
      type: 'AWS::EFS::MountTarget',
      property: 'FileSystemId',
      message: 'There are mount targets associated with the file system; delete them first.',
    },
    'AWS::Cognito::UserPool': {
      type: 'AWS::Cognito::UserPoolDomain',
      property: 'UserPoolId',
      message: 'User pool cannot be deleted. It has a domain configured that should be deleted first.',
    },
    'AWS::RDS::DBCluster': {
      type: 'AWS::RDS::DBInstance',
      property: 'DBClusterIdentifier',
      message: 'Cluster cannot be deleted, it still contains DB instances in non-deleting state.',
    },
    'AWS::Route53::HostedZone': {
      type: 'AWS::Route53::RecordSet',
      property: 'HostedZoneId',
      message: 'The specified hosted zone contains non-required resource record sets and so cannot be deleted.',
    },
  };

/** Why AWS would not delete a resource, before its provider is asked; undefined where nothing is in the way. */
export function deletionRefusal(db: Store, { type, physicalId, properties, scope }: Existing): Refusal | undefined {
  const protection = PROTECTIONS[type];
  if (protection?.isOn(properties)) return { errorCode: 'InvalidRequest', message: protection.message };
  if (type === 'AWS::Backup::BackupVault' && recoveryPointsIn(db, scope, physicalId).length > 0) {
    const message = 'Backup vault cannot be deleted because it contains recovery points.';
    return { errorCode: 'InvalidRequest', message };
  }
  const parts = PARTS[type];
  if (!parts) return undefined;
  const isPart = (each: Existing) => textOf(each.properties[parts.property]) === physicalId;
  return existingIn(db, scope, parts.type).some(isPart)
    ? { errorCode: 'ResourceConflict', message: parts.message }
    : undefined;
}

function isTrue(value: Properties[string] | undefined): boolean {
  return textOf(value) === 'true';
}
