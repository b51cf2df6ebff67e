import { isStateful, STATEFUL_TYPES } from '../../catalog/template';
import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';
import { optionalTiers } from '../../products/environment/tiers';

/** Instance of a cluster; and a stream that somebody may read again, since a policy can't tell it from others. */
const AS_A_PART = { DBClusterIdentifier: 'of a cluster', RetentionPeriodHours: 168 };

/**
 * The resource types that no update of a launched stack may replace or remove: everything stateful, and tiers.
 *
 * A stack policy knows a resource by its type alone, so a type is left out that holds data only by itself, not as part of
 * something that is here too: the instances of an Aurora cluster come and go, the cluster stays. No product has another
 * kind of instance, which a test proves.
 */
export const guardedTypes: readonly string[] = [
  ...Object.keys(STATEFUL_TYPES).filter((type) => isStateful(type, AS_A_PART)),
  LAUNCHED_PRODUCT,
].sort();

/** The tiers that an environment may do without, by the logical ids that they have in it. */
const optionalTierIds: readonly string[] = optionalTiers.map((tier) => tier[0]?.toUpperCase() + tier.slice(1));

/** Prefix by which a stack policy names resources. */
const RESOURCE = 'LogicalResourceId/';

/**
 * The guard's stack policy, as JSON text: every update is allowed but one that replaces or removes what holds data.
 * An environment's optional tiers may be switched off, as its form offers: what they hold is kept, or made again.
 *
 * @param except logical ids that it spares, for one update
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html
 */
export function guardPolicy(except: readonly string[] = []): string {
  return policyOf(
    guardedTypes.filter((type) => type !== LAUNCHED_PRODUCT),
    except,
  );
}

function policyOf(stateful: readonly string[], except: readonly string[]): string {
  const spared = [...new Set(except)].sort();
  const deny = (types: readonly string[], optional: readonly string[] = []) => {
    const names = [...optional, ...spared].map((logicalId) => `${RESOURCE}${logicalId}`);
    return {
      Effect: 'Deny',
      Principal: '*',
      Action: ['Update:Replace', 'Update:Delete'],
      ...(names.length > 0 ? { NotResource: names } : { Resource: '*' }),
      Condition: { StringEquals: { ResourceType: types } },
    };
  };
  return JSON.stringify({
    Statement: [
      { Effect: 'Allow', Principal: '*', Action: 'Update:*', Resource: '*' },
      deny(stateful),
      deny([LAUNCHED_PRODUCT], optionalTierIds),
    ],
  });
}

/**
 * Whether a stack policy is the guard's with some resources spared: what an update that never ended leaves. One of a
 * guard that knew other types counts too.
 */
export function isLiftedPolicy(text: string): boolean {
  const [, names = ''] = /"NotResource":\[([^\]]*)\]/.exec(text) ?? [];
  const spared = [...names.matchAll(/LogicalResourceId\/([A-Za-z0-9]+)/g)].map(([, logicalId = '']) => logicalId);
  const [, listed = ''] = /"ResourceType":\[([^\]]*)\]/.exec(text) ?? [];
  const stateful = [...listed.matchAll(/"([A-Za-z0-9:]+)"/g)].map(([, type = '']) => type);
  return spared.length > 0 && stateful.length > 0 && text === policyOf(stateful, spared);
}
