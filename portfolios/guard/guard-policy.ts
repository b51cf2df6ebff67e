import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../../catalog/template/json';
import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';
import { isStateful, STATEFUL_TYPES } from '../../catalog/template/stateful-types';
import type { Json } from '../../catalog/template/types';
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

const ALLOW = { Effect: 'Allow', Principal: '*', Action: 'Update:*', Resource: '*' };
const DENY = { Effect: 'Deny', Principal: '*', Action: ['Update:Replace', 'Update:Delete'] };

/**
 * The guard's stack policy, as JSON text: every update is allowed but one that replaces or removes what holds data.
 * An environment's optional tiers may be switched off, as its form offers: what they hold is kept, or made again.
 *
 * @param except logical ids that it spares, for one update
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html
 */
export function guardPolicy(except: readonly string[] = []): string {
  const spared = [...new Set(except)].sort();
  const deny = (types: readonly string[], optional: readonly string[] = []) => {
    const names = [...optional, ...spared].map((logicalId) => `${RESOURCE}${logicalId}`);
    return {
      ...DENY,
      ...(names.length > 0 ? { NotResource: names } : { Resource: '*' }),
      Condition: { StringEquals: { ResourceType: types } },
    };
  };
  return JSON.stringify({
    Statement: [
      ALLOW,
      deny(guardedTypes.filter((type) => type !== LAUNCHED_PRODUCT)),
      deny([LAUNCHED_PRODUCT], optionalTierIds),
    ],
  });
}

/**
 * Pattern of `StringMatches` for the policies that a guard of any release sets, whatever types it knows: those that spare
 * something don't match, nor do those of somebody else that begin in another way. CloudFormation answers a policy's text as it
 * was set.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
 * @see https://docs.aws.amazon.com/cli/latest/reference/cloudformation/get-stack-policy.html
 */
export function guardPolicyPattern(): string {
  const any = 'any';
  const deny = { ...DENY, Resource: '*', Condition: { StringEquals: { ResourceType: [any] } } };
  return JSON.stringify({ Statement: [ALLOW, deny] })
    .replaceAll('*', '\\*')
    .replace(`["${any}"]`, '[*]')
    .replace(/\]\}$/, '*]}');
}

/**
 * Stack policy as the guard sees it: its own; one that a guard with another list of types wrote; one that spares resources
 * for an update; somebody else's; none.
 */
export type SeenPolicy =
  | { readonly kind: 'guarded' | 'older' | 'foreign' | 'none' }
  | { readonly kind: 'lifted'; readonly spared: readonly string[] };

/** Tells whose a stack policy is, however its text is laid out. */
export function seePolicy(text: string | undefined): SeenPolicy {
  if (!text) return { kind: 'none' };
  const policy = parse(text);
  if (isDeepStrictEqual(policy, JSON.parse(guardPolicy()))) return { kind: 'guarded' };
  const statements = isObject(policy) && Array.isArray(policy.Statement) ? policy.Statement : [];
  const [allow, first, ...more] = statements;
  if (!isDeepStrictEqual(allow, ALLOW) || !isDenial(first) || !more.every(isDenial)) return { kind: 'foreign' };
  const spared = first.NotResource;
  if (!Array.isArray(spared)) return { kind: 'older' };
  return { kind: 'lifted', spared: spared.map((name) => String(name).replace(RESOURCE, '')) };
}

/** Whether a statement is a denial as the guard's are, of whatever types and with whatever it spares. */
function isDenial(statement: Json | undefined): statement is { readonly [key: string]: Json } {
  if (!isObject(statement)) return false;
  const { Resource, NotResource, Condition, ...rest } = statement;
  const { StringEquals = null, ...others } = isObject(Condition) ? Condition : {};
  const types =
    isObject(StringEquals) && Object.keys(StringEquals).length === 1 ? StringEquals.ResourceType : undefined;
  const isOfTypes = Array.isArray(types) && Object.keys(others).length === 0;
  return isDeepStrictEqual(rest, DENY) && isOfTypes && (Resource === '*') !== Array.isArray(NotResource);
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
