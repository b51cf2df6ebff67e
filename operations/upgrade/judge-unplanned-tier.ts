import type { StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { isStateful } from '../../catalog/template';
import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';
import type { ProductUpdate } from './judge-product';
import type { ResourceVerdict } from './judge-resources';
import type { LaunchedTier } from './read-tiers';

/**
 * Judges a tier that is terminated, or left for another in its place: all that holds data in it goes along. What stops the
 * update, or is named, is the tier itself, in the environment's own effects.
 *
 * @param there the resources of its stack
 */
export function judgeLostTier(
  tier: LaunchedTier,
  to: 'removal' | 'replacement',
  there: readonly StackResourceSummary[],
): ProductUpdate {
  const declared = tier.running.stack?.template.Resources;
  const resources = there.flatMap(({ LogicalResourceId: logicalId = '', ResourceType: type = '', ...it }) => {
    const { Properties, DeletionPolicy: policy } = declared?.[logicalId] ?? {};
    if (!isStateful(type, Properties)) return [];
    const note = `goes with its tier${typeof policy === 'string' ? `; its deletion policy is ${policy}` : ''}`;
    return { ...unseen, logicalId, type, physicalId: it.PhysicalResourceId, aws: to, note, verdict: 'passes' as const };
  });
  return unplanned(tier, { to, resources, remarks: [`The update means the ${to} of this tier as a whole.`] });
}

/** Judges a tier of which neither AWS nor we can say what changes inside: it stops, unless it is named. */
export function judgeUnknownTier(tier: LaunchedTier, to: string, remarks: readonly string[]): ProductUpdate {
  const { logicalId } = tier;
  const note = 'what changes inside it is not known';
  const resource: ResourceVerdict = { ...unseen, logicalId, type: LAUNCHED_PRODUCT, note, verdict: 'stops' };
  return unplanned(tier, { to, resources: [resource], remarks });
}

function unplanned(
  { running: { name, productName: product, version: from, stackId: stack }, logicalId: tier }: LaunchedTier,
  { to, resources, remarks }: Pick<ProductUpdate, 'to' | 'resources' | 'remarks'>,
): ProductUpdate {
  return {
    ...{ name, tier, product, from, to, stack, resources },
    ...{ source: 'foreseen', isCompared: false, form: [], answers: [], refusals: [], notes: [], remarks },
  };
}

/** Of something stateful, nothing that AWS or we say in detail. */
const unseen = { awsNames: [], ours: [], stateful: true } as const;
