import type { ProvisioningArtifact } from '@aws-sdk/client-service-catalog';
import { compare, valid } from 'semver';
import { DetailedError } from '../../catalog/detailed-error';
import { newestVersion } from '../aws/published-product';
import { unknown } from '../nearest';
import type { RunningProduct } from './running-product';

/** Version that a provisioned product is to run. */
export interface ChosenUpdate {
  readonly artifactId: string;
  readonly version: string;
  /** `same`: only answers change. */
  readonly direction: 'upgrade' | 'downgrade' | 'same';
  /** To be known of the version itself, one sentence each. */
  readonly warnings: readonly string[];
  /** Versions that follow on the way, each once the one before it runs; absent where this is the last. */
  readonly onward?: readonly ChosenUpdate[];
}

/** Wish for a version. */
export interface VersionWish {
  /** @default - the newest that isn't deprecated, if it is newer than what runs */
  readonly to?: string;
  /** An older version is meant. */
  readonly downgrade?: boolean;
}

/**
 * Version to update to: the one that was named, else the newest that may still be launched. A deprecated one may be
 * updated to.
 *
 * @param versions those that aren't hidden, oldest first
 * @throws `CatalogError` `unknown-version`; `is-downgrade` for an older version that isn't said to be meant
 */
export function chooseUpdate(
  running: Pick<RunningProduct, 'name' | 'version' | 'artifactId'>,
  versions: readonly ProvisioningArtifact[],
  { to, downgrade }: VersionWish,
): ChosenUpdate {
  const newest = newestVersion(versions);
  const wanted = to === undefined ? newest : versions.find(({ Name }) => Name === to);
  if (to !== undefined && wanted === undefined && to !== running.version) {
    throw unknown(
      'version',
      to,
      versions.flatMap(({ Name }) => Name ?? []),
    );
  }
  const stays: ChosenUpdate = { ...running, direction: 'same', warnings: [] };
  if (wanted === undefined || wanted.Id === running.artifactId) return stays;
  const { Id: artifactId = '', Name: version = '' } = wanted;
  if (isOlder(version, running.version)) {
    if (to === undefined) return stays;
    if (!downgrade) {
      throw new DetailedError('is-downgrade', `${running.name} runs ${running.version}, and ${version} is older`, {
        remedies: [
          { do: 'again', options: { downgrade: true }, label: 'If that is meant, add' },
          { do: 'verb', verb: 'rollback', operands: [running.name] },
        ],
      });
    }
    return { artifactId, version, direction: 'downgrade', warnings: warningsOf(wanted) };
  }
  return { artifactId, version, direction: 'upgrade', warnings: warningsOf(wanted) };
}

/** Whether a version is older than another; versions that aren't semantic are never. */
export function isOlder(version: string, than: string): boolean {
  return valid(version) !== null && valid(than) !== null && compare(version, than) < 0;
}

/** Warnings of a version before anything is updated to it. */
export function warningsOf({ Guidance, Name }: ProvisioningArtifact): string[] {
  return Guidance === 'DEPRECATED'
    ? [`${Name} is deprecated: what runs may be updated to it, nothing new is launched.`]
    : [];
}
