import type { Remedy } from '../../catalog/detailed-error';
import { oneWayChanges } from '../../catalog/template';
import type { AwsTarget } from '../aws/aws-target';
import type { Evaluate } from './evaluate-answers';
import { HIDDEN_VERSIONS, offeringAgain, runsHidden } from './hidden-version';
import type { ProductChange } from './product-change';

/** Part of an update that AWS can't take back, should the update fail later on. */
export interface OneWay {
  /** Logical id of the resource; absent for the version that runs. */
  readonly logicalId?: string;
  /** Why, as the rest of a sentence that begins with the name. */
  readonly why: string;
  /** AWS's page that says so. */
  readonly page: string;
  /** Gives it a way back, where something does. */
  readonly remedy?: Remedy;
  /** Whether somebody has accepted it by name. */
  readonly isAccepted: boolean;
}

/**
 * Finds what of an update AWS couldn't take back: the version that runs, where it is hidden; and every change of a resource
 * that is refused backwards.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-continueupdaterollback.html
 */
export async function findOneWay(target: AwsTarget, change: ProductChange, evaluate: Evaluate): Promise<OneWay[]> {
  return [...(await hiddenVersion(target, change)), ...oneWayResources(change, evaluate)];
}

async function hiddenVersion(target: AwsTarget, { running, tier }: ProductChange): Promise<OneWay[]> {
  if (!(await runsHidden(target, running))) return [];
  const { productName, version, productId, artifactId } = running;
  return [
    {
      why:
        `runs ${productName} ${version}, which is hidden: ` +
        (tier === undefined
          ? 'what has left it never goes back to it.'
          : 'should the update of its environment fail after it, AWS brings neither back.'),
      page: HIDDEN_VERSIONS,
      remedy: offeringAgain(target, productId, { id: artifactId }),
      isAccepted: false,
    },
  ];
}

function oneWayResources(
  { running: { stack, stackId }, templates: { before, after }, values }: ProductChange,
  evaluate: Evaluate,
): OneWay[] {
  const then = before && stack && evaluate(before, stack.parameters, stackId);
  const now = after && evaluate(after, values, stackId);
  if (!then || !now) return [];
  return Object.entries(now.resources).flatMap(([logicalId, { type, properties }]) => {
    const old = then.resources[logicalId];
    if (old?.type !== type) return [];
    return oneWayChanges(type, old.properties, properties).map(({ property, words, page }) => ({
      logicalId,
      why: `(${type}): AWS changes ${property}, and doesn't take that back${words === undefined ? '' : `: "${words}"`}.`,
      page,
      isAccepted: false,
    }));
  });
}
