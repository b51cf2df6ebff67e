import { isStateful } from '../../catalog/template';
import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';
import { stackResources } from '../running/running-stack';
import type { ProductPlan } from './product-plan';
import type { RunningProduct } from './running-product';
import { allowsIn, type Session } from './session';

/** One tier that an environment's stack has launched. */
export interface LaunchedTier {
  /** Of the resource in the environment's template that stands for it. */
  readonly logicalId: string;
  readonly running: RunningProduct;
}

/**
 * The plan of a tier that is terminated, or left for another in its place: all that holds data in it goes along. What stops
 * the update, or is named, is the tier itself, in the environment's plan.
 */
export async function lostTier(
  { target }: Session,
  { running, logicalId: tier }: LaunchedTier,
  aws: 'removal' | 'replacement',
): Promise<ProductPlan> {
  const { name, productName: product, version: from, stack, stackId } = running;
  const there = stack ? await stackResources(target, stackId) : [];
  const resources = there.flatMap(({ LogicalResourceId: logicalId = '', ResourceType: type = '', ...it }) => {
    const declared = stack?.template.Resources[logicalId];
    if (!isStateful(type, declared?.Properties)) return [];
    const policy = declared?.DeletionPolicy;
    const note = `goes with its tier${typeof policy === 'string' ? `; its deletion policy is ${policy}` : ''}`;
    return { ...nothing, logicalId, type, physicalId: it.PhysicalResourceId, aws, note, verdict: 'passes' as const };
  });
  return {
    ...{ name, tier, product, from, to: aws, stack: stackId, resources },
    ...{ source: 'foreseen', isCompared: false, form: [], notes: [] },
    remarks: [`The update means the ${aws} of this tier as a whole.`],
  };
}

/** The plan of a tier of which neither AWS nor we can say what changes inside: it stops, unless the tier is named. */
export function unknownTier(
  session: Session,
  { running, logicalId }: LaunchedTier,
  to: string,
  remarks: readonly string[],
): ProductPlan {
  const { name, productName: product, version: from, stackId: stack } = running;
  const verdict = allowsIn(session, name)(logicalId) ? 'allowed' : 'stops';
  const note = 'what changes inside it is not known';
  return {
    ...{ name, tier: logicalId, product, from, to, stack, remarks },
    ...{ source: 'foreseen', isCompared: false, form: [], notes: [] },
    resources: [{ ...nothing, logicalId, type: LAUNCHED_PRODUCT, note, verdict }],
  };
}

/** Of something stateful, nothing that AWS or we say in detail. */
const nothing = { awsNames: [], ours: [], stateful: true } as const;
