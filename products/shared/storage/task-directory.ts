import type { CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { ownArn } from '../own-arn';

/** A directory of the data tier's file system, as tasks get it: through an access point. */
export interface TaskDirectory {
  readonly fileSystemId: string;
  readonly accessPointId: string;
}

/** The directory as a volume of a task, mounted over TLS in the name of the task's role. */
export function directoryVolume(
  name: string,
  { fileSystemId, accessPointId }: TaskDirectory,
): CfnTaskDefinition.VolumeProperty {
  return {
    name,
    efsVolumeConfiguration: {
      filesystemId: fileSystemId,
      transitEncryption: 'ENABLED',
      authorizationConfig: { accessPointId, iam: 'ENABLED' },
    },
  };
}

/**
 * Lets a task's role read and write in the directory, and in no other of the file system.
 *
 * @param conditions what must hold besides
 */
export function useDirectory(
  Sid: string,
  { fileSystemId, accessPointId }: TaskDirectory,
  conditions: Readonly<Record<string, object>> = {},
): object {
  return {
    Sid,
    Effect: 'Allow',
    Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
    Resource: ownArn('elasticfilesystem', `file-system/\${FileSystem}`, { FileSystem: fileSystemId }),
    Condition: {
      StringEquals: {
        'elasticfilesystem:AccessPointArn': ownArn('elasticfilesystem', `access-point/\${AccessPoint}`, {
          AccessPoint: accessPointId,
        }),
      },
      ...conditions,
    },
  };
}
