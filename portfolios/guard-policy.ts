import { isStateful, STATEFUL_TYPES } from '../catalog/template';

/** A launched product inside a product: replacing it takes a whole tier down. */
const LAUNCHED_PRODUCT = 'AWS::ServiceCatalog::CloudFormationProvisionedProduct';

/**
 * The resource types that no update of a launched stack may replace or remove: everything stateful, and tiers.
 *
 * A stack policy knows a resource by its type alone, so a type is left out that holds data only by itself, not as part of
 * something that is here too: the instances of an Aurora cluster come and go, the cluster stays. No product has another
 * kind of instance, which a test proves.
 */
export const guardedTypes: readonly string[] = [
  ...Object.keys(STATEFUL_TYPES).filter((type) => isStateful(type, { DBClusterIdentifier: 'of a cluster' })),
  LAUNCHED_PRODUCT,
].sort();

/** How a stack policy names the resources that it spares. */
const RESOURCE = 'LogicalResourceId/';

/**
 * The guard's stack policy, as JSON text: every update is allowed but one that replaces or removes what holds data.
 *
 * @param except logical ids that it spares, for one update
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html
 */
export function guardPolicy(except: readonly string[] = []): string {
  const spared = [...new Set(except)].sort().map((logicalId) => `${RESOURCE}${logicalId}`);
  return JSON.stringify({
    Statement: [
      { Effect: 'Allow', Principal: '*', Action: 'Update:*', Resource: '*' },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: ['Update:Replace', 'Update:Delete'],
        ...(spared.length > 0 ? { NotResource: spared } : { Resource: '*' }),
        Condition: { StringEquals: { ResourceType: guardedTypes } },
      },
    ],
  });
}

/** Whether a stack policy is the guard's with some resources spared: what an update that never ended leaves. */
export function isLiftedPolicy(text: string): boolean {
  const spared = [...text.matchAll(/"LogicalResourceId\/([A-Za-z0-9]+)"/g)].map(([, logicalId = '']) => logicalId);
  return spared.length > 0 && text === guardPolicy(spared);
}
