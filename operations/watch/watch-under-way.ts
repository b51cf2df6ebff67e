import type { ProvisionedProductAttribute, RecordDetail, ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { DetailedError } from '../../catalog/detailed-error';
import { unlessRefused } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { lookUpProvisionedProduct } from '../aws/provisioned-product';
import type { OperationContext } from '../context';
import { type Launched, launchEnd } from '../launch/carry-out-launch';
import { failedAtFirst, firstFailure, launchingAgain } from '../launch/launch-again';
import { launchedFrom } from '../launch/launched-from';
import { namedProducts } from '../running/find-launched';
import { type LaunchedProduct, summaryOf, unguardedAmong } from '../running/launched-products';
import { stackLeftovers } from '../running/retained-resources';
import { failureReasons } from '../running/stack-failure';
import { endTermination, type Terminated } from '../running/terminate';
import { type EndedRecord, waitForRecord } from '../running/wait-for-record';
import { type EndedUpdate, updateEnd } from '../upgrade/carry-out-step';
import { runningVersion } from '../upgrade/running-product';

/** Result of watching a provisioned product: the end of what was under way with it, or how it is where nothing was. */
export type Watched =
  | { readonly kind: 'launch'; readonly launched: Launched }
  | { readonly kind: 'update'; readonly updated: EndedUpdate }
  | { readonly kind: 'termination'; readonly terminated: Terminated }
  | { readonly kind: 'rest'; readonly details: LaunchedProduct }
  | { readonly kind: 'gone'; readonly gone: Pick<Terminated, 'name' | 'id' | 'record' | 'status'> };

/**
 * Waits for what AWS has under way with a provisioned product, or with those of an environment, whoever began it, and emits
 * on the way what whoever began it would see.
 *
 * @param name of the provisioned product, a tier among them, or of the environment
 * @throws `CatalogError` `unknown-provisioned-product`; those of the launch, the update or the termination where that fails;
 * `failed` where nothing is under way and what was last has failed
 */
export async function watchUnderWay(context: OperationContext, name: string): Promise<readonly Watched[]> {
  const { target } = context;
  const all = await findWatched(target, name);
  if ('kind' in all) return [all];
  const underWay = all.filter(({ Status }) => Status === 'UNDER_CHANGE');
  const watched: Watched[] = [];
  for (const found of underWay) watched.push(await endOfWork(context, found));
  if (underWay.length > 0) return watched;
  for (const found of all) watched.push({ kind: 'rest', details: await restOf(target, found) });
  return watched;
}

/** Provisioned products of a name; where there are none, the termination of the last one. */
async function findWatched(target: AwsTarget, name: string): Promise<readonly ProvisionedProductAttribute[] | Watched> {
  const serviceCatalog = await target.serviceCatalog();
  try {
    return (await namedProducts(target, name)).found;
  } catch (error) {
    const last = await unlessRefused(() => lastRecord(serviceCatalog, name));
    if (last?.RecordType !== 'TERMINATE_PROVISIONED_PRODUCT' || last.Status !== 'SUCCEEDED') throw error;
    const { ProvisionedProductId: id = '', RecordId: record = '' } = last;
    return { kind: 'gone', gone: { name, id, record, status: 'TERMINATED' } };
  }
}

/** The newest record of a name, if it is among the newest of all: https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListRecordHistory.html */
async function lastRecord(serviceCatalog: ServiceCatalog, name: string): Promise<RecordDetail | undefined> {
  const AccessLevelFilter = { Key: 'Account', Value: 'self' } as const;
  const { RecordDetails = [] } = await serviceCatalog.listRecordHistory({ AccessLevelFilter });
  return RecordDetails.find(({ ProvisionedProductName }) => ProvisionedProductName === name);
}

async function endOfWork(context: OperationContext, found: ProvisionedProductAttribute): Promise<Watched> {
  const { target, signal } = context;
  const { Name: name = '', Id: id = '', PhysicalId: stack, LastRecordId: recordId = '' } = found;
  const ended = await waitForRecord(context, recordId, { stack }, signal);
  const { record } = ended;
  switch (record.RecordType) {
    case 'TERMINATE_PROVISIONED_PRODUCT': {
      await endTermination(target, { name, stack }, ended);
      const { retained = [] } = (stack !== undefined && (await stackLeftovers(target, stack, true))) || {};
      return { kind: 'termination', terminated: { name, id, record: recordId, status: 'TERMINATED', retained } };
    }
    case 'UPDATE_PROVISIONED_PRODUCT':
      return { kind: 'update', updated: await endOfUpdate(target, name, ended) };
    default: {
      const { version, product } = await nowOf(target, name);
      const { portfolio } = await launchedFrom(target, record);
      const facts = { name, id, record: recordId, product, version, portfolio };
      return { kind: 'launch', launched: await launchEnd(target, facts, ended) };
    }
  }
}

async function endOfUpdate(target: AwsTarget, name: string, ended: EndedRecord): Promise<EndedUpdate> {
  const { version, running, stackId } = await nowOf(target, name);
  return updateEnd(target, { name, version: running, stackId }, version, ended);
}

/** Facts of a provisioned product once its record has ended: the version that it goes by, and the one that it runs. */
async function nowOf(target: AwsTarget, name: string) {
  const found = (await lookUpProvisionedProduct(await target.serviceCatalog(), name)) ?? {};
  const { ProvisioningArtifactName: version = '', ProductName: product = '', PhysicalId: stackId = '' } = found;
  return { version, product, stackId, running: (await runningVersion(target, found)).version };
}

async function restOf(target: AwsTarget, found: ProvisionedProductAttribute): Promise<LaunchedProduct> {
  const { Name: name = '', Status: status, PhysicalId: stack } = found;
  if (status !== 'ERROR' && status !== 'TAINTED') return summaryOf(found, await unguardedAmong(target, [found]));
  if (failedAtFirst(found)) {
    throw new DetailedError('failed', `Nothing is under way with ${name}. ${await firstFailure(target, found)}`, {
      remedies: [await launchingAgain(target, found)],
    });
  }
  const why = await failureReasons(target, stack, { errors: [] });
  throw new DetailedError('failed', `Nothing is under way with ${name}, and it is ${status}: ${why}`, {
    remedies: [{ do: 'verb', verb: 'upgrade', operands: [name], label: 'Once that is mended, update it again' }],
  });
}
