import { randomUUID } from 'node:crypto';
import { CatalogError } from '../../catalog/errors';
import { print, printJson, type Shell } from '../../scripts/terminal/shell';
import { showEvents } from '../../scripts/terminal/show-events';
import { table } from '../../scripts/terminal/table';
import type { AwsTarget } from '../aws/aws-target';
import { lookUpProvisionedProduct, outputsOf } from '../aws/provisioned-product';
import { waitForRecord } from '../aws/wait-for-record';
import { stackFailure } from '../running/stack-failure';
import type { PreparedLaunch } from './prepare-launch';

/** A launch that is about to begin. */
export interface Provisioning {
  /** Of the provisioned product. */
  readonly name: string;
  readonly prepared: PreparedLaunch;
  readonly wait: boolean;
  readonly json: boolean | undefined;
}

/**
 * Launches, waits for the end unless told otherwise, and prints what came of it.
 *
 * @throws `CatalogError` `launch-failed` with the reasons that AWS gives
 */
export async function provision(
  shell: Shell,
  target: AwsTarget,
  { name, prepared, wait, json }: Provisioning,
): Promise<void> {
  const serviceCatalog = await target.serviceCatalog();
  const { RecordDetail: started = {} } = await serviceCatalog.provisionProduct({
    ProductId: prepared.productId,
    ProvisioningArtifactId: prepared.artifactId,
    PathId: prepared.pathId,
    ProvisionedProductName: name,
    ProvisioningParameters: [...prepared.parameters],
    Tags: prepared.tags && [...prepared.tags],
    ProvisionToken: randomUUID(),
  });
  const record = started.RecordId ?? '';
  const facts = {
    ...{ name, id: started.ProvisionedProductId, record, product: prepared.productName, version: prepared.version },
    portfolio: prepared.portfolio,
  };
  if (!wait) {
    const next = `Launching ${name} (record ${record}); "npm run catalog -- status ${name}" says how it is.`;
    return json ? printJson(shell, { ...facts, status: 'UNDER_CHANGE' }) : print(shell, next);
  }
  const events = showEvents(shell, target.isLocal);
  const ended = await waitForRecord({ target, events }, record).finally(() => events.stop());
  const found = await lookUpProvisionedProduct(serviceCatalog, name);
  if (!ended.succeeded || found?.Status !== 'AVAILABLE') {
    const reason = found?.PhysicalId === undefined ? undefined : await stackFailure(target, found.PhysicalId);
    const why = [reason, ...ended.errors].filter((text) => text !== undefined);
    throw new CatalogError(
      'launch-failed',
      `${name} is ${found?.Status ?? 'gone'}: ${why.join(' ') || 'AWS gives no reason.'}`,
    );
  }
  const outputs = await outputsOf(serviceCatalog, name);
  if (json) return printJson(shell, { ...facts, status: found.Status, outputs });
  print(shell, `${name} is AVAILABLE (${prepared.productName} ${prepared.version}, record ${record}).`);
  print(shell, table(['OUTPUT', 'VALUE'], Object.entries(outputs)));
}
