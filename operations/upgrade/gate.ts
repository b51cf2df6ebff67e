import type { Stop } from '../agreement';
import type { AllowedReplacements } from '../running/lifted-stack';
import type { ProductUpdate } from './judge-product';
import type { ResourceVerdict } from './judge-resources';

/**
 * Lets resources go that would stop an update.
 *
 * @param names of resources that may be replaced or removed, data and all: by the logical id, alone (`Cluster`) or behind
 * the name of the provisioned product (`dev-data.Cluster`) or the tier (`Data.Cluster`)
 */
export function allowNamed(update: ProductUpdate, names: readonly string[]): ProductUpdate {
  const { name, tier, resources } = update;
  const isNamed = (logicalId: string) =>
    [logicalId, `${name}.${logicalId}`, `${tier}.${logicalId}`].some((each) => names.includes(each));
  return {
    ...update,
    resources: resources.map((resource) =>
      resource.verdict === 'stops' && isNamed(resource.logicalId) ? { ...resource, verdict: 'allowed' } : resource,
    ),
  };
}

/**
 * Accepts that parts of an update can't be taken back.
 *
 * @param names of resources, as for `allowNamed`; or of the provisioned product or the tier, for all of it
 */
export function acceptNamed(update: ProductUpdate, names: readonly string[]): ProductUpdate {
  const { name, tier, oneWay = [] } = update;
  const isNamed = (logicalId: string | undefined) =>
    [name, tier, ...(logicalId === undefined ? [] : [logicalId, `${name}.${logicalId}`, `${tier}.${logicalId}`])].some(
      (each) => each !== undefined && names.includes(each),
    );
  if (oneWay.length === 0) return update;
  return { ...update, oneWay: oneWay.map((one) => ({ ...one, isAccepted: one.isAccepted || isNamed(one.logicalId) })) };
}

/** Resources and versions that stop an update. */
export function stopsOf(products: readonly ProductUpdate[]): Stop[] {
  return products.flatMap(({ name, resources, source, oneWay = [] }) => [
    ...resources
      .filter(({ verdict }) => verdict === 'stops')
      .map((resource): Stop => ({ resource: `${name}.${resource.logicalId}`, why: whyOf(resource, source) })),
    ...oneWay
      .filter(({ isAccepted }) => !isAccepted)
      .map(
        ({ logicalId, why, remedy }): Stop => ({
          ...{ resource: logicalId === undefined ? name : `${name}.${logicalId}`, why, kind: 'no way back' },
          ...(remedy && { remedy }),
        }),
      ),
  ]);
}

/** Reasons why AWS would refuse updates, in their order. */
export function refusalsOf(products: readonly ProductUpdate[]): Stop[] {
  return products.flatMap(({ refusals }) => refusals);
}

/** Resources that the guard has to let pass, stack by stack. */
export function allowedReplacements(products: readonly ProductUpdate[]): AllowedReplacements[] {
  return products.flatMap(({ stack, resources }) => {
    const logicalIds = resources
      .filter((resource) => resource.verdict === 'allowed' && isTouched(resource))
      .map(({ logicalId }) => logicalId);
    return logicalIds.length > 0 ? [{ stack, logicalIds }] : [];
  });
}

/** Whether the guard would stand in the way: it doesn't of what is lost of a resource that stays. */
function isTouched({ aws, ours }: ResourceVerdict): boolean {
  const isInPlace = aws === 'none' || (aws === undefined && ours.length > 0);
  return !isInPlace || ours.some(({ effect }) => effect === 'replacement' || effect === 'removal');
}

/**
 * Reason why a resource stops an update, as the rest of a sentence.
 *
 * @param source of what stands for AWS's effect
 */
export function whyOf({ type, aws, awsNames, ours, note }: ResourceVerdict, source: ProductUpdate['source']): string {
  const because = awsNames.length > 0 ? ` for ${awsNames.join(', ')}` : '';
  const planned =
    aws === undefined || aws === 'none' ? '' : ` AWS ${source === 'aws' ? 'plans' : 'would plan'} a ${aws}${because}.`;
  const losses = ours.filter(({ losesData }) => losesData);
  const told = (losses.length > 0 ? losses : ours.slice(0, 1)).map(({ why }) => ` ${why}`).join('');
  return `(${type}):${planned}${told}${note ? ` (${note})` : ''}`;
}
