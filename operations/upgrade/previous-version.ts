import { DetailedError } from '../../catalog/detailed-error';
import type { AwsTarget } from '../aws/aws-target';
import { pages } from '../aws/pages';
import { activeVersions } from '../aws/published-product';
import { type ChosenUpdate, isOlder, warningsOf } from './choose-update';
import { offeringAgain } from './hidden-version';
import type { RunningProduct } from './running-product';

/** Remark on going back to a version. */
export const ANSWERS_STAY =
  'Answers stay as they are now, but for those that are given: AWS keeps none of those before. Whoever changed one was told what takes it back.';

/**
 * Version that a provisioned product ran before: the last one that it was brought to successfully and that isn't the
 * one it runs.
 *
 * @returns the running version itself where it has never run another
 * @throws `CatalogError` `no-such-version` where the version before isn't offered any more
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListRecordHistory.html the newest first
 */
export async function previousVersion(target: AwsTarget, running: RunningProduct): Promise<ChosenUpdate> {
  const { id, name, productId, artifactId: current, version } = running;
  const serviceCatalog = await target.serviceCatalog();
  const records = await pages(
    (PageToken) =>
      serviceCatalog.listRecordHistory({
        SearchFilter: { Key: 'provisionedproduct', Value: id },
        AccessLevelFilter: { Key: 'Account', Value: 'self' },
        PageToken,
      }),
    'RecordDetails',
  );
  const before = records
    .filter(({ Status, RecordType }) => Status === 'SUCCEEDED' && RecordType !== 'TERMINATE_PROVISIONED_PRODUCT')
    .sort((one, other) => (other.CreatedTime?.getTime() ?? 0) - (one.CreatedTime?.getTime() ?? 0))
    .find(({ ProvisioningArtifactId }) => ProvisioningArtifactId !== current)?.ProvisioningArtifactId;
  if (before === undefined) return { artifactId: current, version, direction: 'same', warnings: [] };
  const found = (await activeVersions(serviceCatalog, productId)).find(({ Id }) => Id === before);
  if (found?.Name === undefined) {
    throw new DetailedError(
      'no-such-version',
      `${name} ran a version before ${version} that isn't offered any more (${before}).`,
      {
        remedies: [
          {
            ...{ do: 'verb', verb: 'upgrade', operands: [name], options: { to: '<version>' } },
            label: 'Go to another with',
          },
          offeringAgain(target, productId, { id: before }),
        ],
      },
    );
  }
  const direction = isOlder(found.Name, version) ? 'downgrade' : 'upgrade';
  return { artifactId: before, version: found.Name, direction, warnings: [...warningsOf(found), ANSWERS_STAY] };
}
