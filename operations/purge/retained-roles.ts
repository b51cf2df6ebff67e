import type { ResourceTagMapping } from '@aws-sdk/client-resource-groups-tagging-api';
import type { AwsTarget } from '../aws/aws-target';

/**
 * Roles that products may have left behind, with their tags. They aren't among the resources that can be found by their
 * tags, so they are found by the name that CloudFormation gives them: stack, logical id, and what makes it unique.
 *
 * @param logicalIds of the roles that products leave behind
 * @see https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/supported-services.html
 */
export async function retainedRoles(
  target: AwsTarget,
  environment: string,
  logicalIds: readonly string[],
): Promise<readonly ResourceTagMapping[]> {
  const iam = await target.iam();
  const found: ResourceTagMapping[] = [];
  let marker: string | undefined;
  do {
    const page = await iam.listRoles({ PathPrefix: '/', Marker: marker });
    for (const { RoleName = '', Arn } of page.Roles ?? []) {
      if (!RoleName.startsWith('SC-') || !logicalIds.some((id) => RoleName.includes(`-${id}-`))) continue;
      const { Tags = [] } = await iam.listRoleTags({ RoleName });
      if (Tags.some(({ Key, Value }) => Key === 'Environment' && Value === environment)) {
        found.push({ ResourceARN: Arn, Tags: Tags.map(({ Key = '', Value = '' }) => ({ Key, Value })) });
      }
    }
    marker = page.Marker;
  } while (marker !== undefined);
  return found;
}
