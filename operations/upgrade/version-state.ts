import type { ProvisionedProductAttribute, ProvisioningArtifact } from '@aws-sdk/client-service-catalog';
import type { AwsTarget } from '../aws/aws-target';
import { newestVersion } from '../aws/published-product';
import { isOlder } from './choose-update';
import { runningVersion } from './running-product';

/** Version that something runs, beside those that are offered. */
export interface VersionState {
  readonly version: string;
  /** The newest version that may be launched; undefined where the product isn't offered to the caller any more. */
  readonly newest: string | undefined;
  readonly isBehind: boolean;
  /** Guidance on the version that runs. `inactive`: nothing; it is hidden, or gone. */
  readonly guidance: 'active' | 'deprecated' | 'inactive';
}

/** State of the version that a provisioned product runs. */
export async function versionState(
  target: AwsTarget,
  found: ProvisionedProductAttribute,
  versions: readonly ProvisioningArtifact[],
): Promise<VersionState> {
  const { version, artifactId } = await runningVersion(target, found);
  const newest = newestVersion(versions)?.Name;
  const offered = versions.find(({ Id }) => Id === artifactId);
  const guidance = offered === undefined ? 'inactive' : offered.Guidance === 'DEPRECATED' ? 'deprecated' : 'active';
  return { version, newest, isBehind: newest !== undefined && isOlder(version, newest), guidance };
}
