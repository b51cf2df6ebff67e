import type { CloudControl, ProgressEvent } from '@aws-sdk/client-cloudcontrol';
import { CatalogError } from '../../catalog/errors';
import type { PatchOperation } from '../../catalog/template';
import type { AwsTarget } from '../aws/aws-target';
import type { Properties } from './kinds';
import { pause } from './pause';

/** Type and identifier of a resource. */
export interface ResourceId {
  /** `AWS::S3::Bucket` */
  readonly type: string;
  readonly identifier: string;
}

/** Number of times that a request is made which another one stands in the way of. */
const ATTEMPTS = 60;

/** The properties of a resource; undefined where there is none, or one that only waits for its end (a KMS key). */
export async function propertiesOf(
  control: CloudControl,
  { type, identifier }: ResourceId,
): Promise<Properties | undefined> {
  try {
    const { ResourceDescription } = await control.getResource({ TypeName: type, Identifier: identifier });
    return JSON.parse(ResourceDescription?.Properties ?? '{}');
  } catch (error) {
    if (isNamed(error, 'ResourceNotFoundException')) return undefined;
    throw error;
  }
}

/** Identifiers of the resources of a type that have these properties; of all where none are given. */
export async function identifiersOf(control: CloudControl, type: string, model: Properties): Promise<string[]> {
  const found: string[] = [];
  const ResourceModel = Object.keys(model).length > 0 ? JSON.stringify(model) : undefined;
  let token: string | undefined;
  do {
    const page = await control.listResources({
      TypeName: type,
      ResourceModel,
      NextToken: token,
    });
    found.push(...(page.ResourceDescriptions ?? []).flatMap(({ Identifier }) => Identifier ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return found;
}

/**
 * Changes a resource and waits for it.
 *
 * @throws `CatalogError` `resource-request-failed` with AWS's reason
 */
export async function updateResource(
  target: AwsTarget,
  { type, identifier }: ResourceId,
  patch: readonly PatchOperation[],
): Promise<void> {
  const control = await target.cloudControl();
  const ended = await request(target, control, () =>
    control.updateResource({ TypeName: type, Identifier: identifier, PatchDocument: JSON.stringify(patch) }),
  );
  if (ended.OperationStatus !== 'SUCCESS') throw failure(ended);
}

/**
 * Deletes a resource and waits until it is gone; one that is gone already is no error.
 *
 * @throws `CatalogError` `resource-request-failed` with AWS's reason
 */
export async function deleteResource(target: AwsTarget, { type, identifier }: ResourceId): Promise<void> {
  const control = await target.cloudControl();
  const ended = await request(target, control, () =>
    control.deleteResource({ TypeName: type, Identifier: identifier }),
  );
  if (ended.OperationStatus !== 'SUCCESS' && ended.ErrorCode !== 'NotFound') throw failure(ended);
}

/** Makes a request, once no other is under way for its resource, and waits for its end. */
async function request(
  target: AwsTarget,
  control: CloudControl,
  make: () => Promise<{ readonly ProgressEvent?: ProgressEvent }>,
): Promise<ProgressEvent> {
  let progress = await begun(target, make);
  while (progress.OperationStatus === 'PENDING' || progress.OperationStatus === 'IN_PROGRESS') {
    await pause(target);
    const { ProgressEvent: now } = await control.getResourceRequestStatus({ RequestToken: progress.RequestToken });
    progress = now ?? progress;
  }
  return progress;
}

/** A purge that was killed may have left a request under way. */
async function begun(
  target: AwsTarget,
  make: () => Promise<{ readonly ProgressEvent?: ProgressEvent }>,
): Promise<ProgressEvent> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await make()).ProgressEvent ?? {};
    } catch (error) {
      if (!isNamed(error, 'ConcurrentOperationException') || attempt === ATTEMPTS) throw error;
      await pause(target);
    }
  }
}

function failure({ StatusMessage, ErrorCode, OperationStatus }: ProgressEvent): CatalogError {
  return new CatalogError('resource-request-failed', StatusMessage ?? ErrorCode ?? OperationStatus ?? 'no reason');
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
