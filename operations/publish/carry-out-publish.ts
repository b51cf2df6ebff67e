import { describeRecipient, describeStep } from '../../portfolios/reconcile/steps';
import { type Agree, agreementTo, requireConsent } from '../agreement';
import type { OperationContext } from '../context';
import type { Events } from '../events';
import { type Deployment, deployRegion, type PublishedRegion } from './deploy-region';
import { clearFailedCreation, type FailedCreation } from './failed-creations';
import { noteOpenVersions } from './open-versions';
import { prepareRegion } from './prepare-region';
import { type PublishWish, regionsOfWish } from './publish-wish';
import type { UsedVersion } from './reconcile/hide-versions';

/**
 * Publishes the catalog, region by region, each once it is agreed to: deploys its stacks by the CDK CLI, and then does what
 * CloudFormation can't. Whoever was stopped on the way publishes again: what is done already stays as it is.
 *
 * @throws `CatalogError` `declined`, `publish-failed`, and those of `prepareRegion` and `applySteps`
 */
export async function* carryOutPublish(
  context: OperationContext,
  wish: PublishWish,
  agree: Agree,
): AsyncGenerator<PublishedRegion> {
  const reached = new Set<string>();
  try {
    for await (const { place, context: here } of regionsOfWish(context, wish)) {
      const { failed, standing } = await prepareRegion(here, place, wish);
      for (const each of failed) await clear(here, each, agree);
      await requireConsent(agree, agreementTo(here.target, `Publish the catalog in ${place.region}?`));
      const { region, output, steps, used, undeclared, apply } = await deployRegion(here, place, wish, { standing });
      noteWhatIsLeft(here.events, { steps, used, undeclared });
      await apply((step) => {
        const index = steps.indexOf(step) + 1;
        here.events.emit({ type: 'step', subject: region, text: describeStep(step), index, of: steps.length });
      });
      reached.add(region);
      yield { region, output, steps, used, undeclared };
    }
  } finally {
    // However it ended: what is retired and still open must not go unsaid.
    await noteOpenVersions(context, wish, reached);
  }
}

/** Clears a stack away whose first creation failed, once somebody agrees. */
async function clear(here: OperationContext, failed: FailedCreation, agree: Agree): Promise<void> {
  here.events.emit({ type: 'note', text: failedText(failed) });
  await requireConsent(agree, agreementTo(here.target, `Delete what is left of ${failed.name}, and make it anew?`));
  await clearFailedCreation(here, failed);
}

/** A stack whose first creation failed, as one line. */
export function failedText({ name, reason, shares }: FailedCreation): string {
  const held = shares.map(({ portfolio, share }) => `${portfolio} with ${describeRecipient(share)}`);
  const ends = held.length > 0 ? `; that ends its sharing of ${held.join(', ')}` : '';
  return `The first creation of ${name} failed (${reason}), and what is left of it goes before it is made anew${ends}`;
}

/** A retired version that something runs, as one line. */
export function usedText({ product, version, users }: UsedVersion): string {
  return `${product} ${version} is retired and stays deprecated, since ${users.join(', ')} ${users.length > 1 ? 'run' : 'runs'} it`;
}

function noteWhatIsLeft(
  events: Events,
  { steps, used, undeclared }: Pick<Deployment, 'steps' | 'used' | 'undeclared'>,
): void {
  for (const step of steps) events.emit({ type: 'note', text: describeStep(step) });
  for (const each of used) {
    const [name] = each.users;
    events.emit({
      type: 'note',
      text: usedText(each),
      ...(name !== undefined && { remedies: [{ do: 'verb', verb: 'upgrade', operands: [name] }] }),
    });
  }
  for (const { portfolio, share } of undeclared) {
    events.emit({
      type: 'note',
      text: `${portfolio} stays shared with ${describeRecipient(share)}, which isn't declared`,
      remedies: [{ do: 'again', options: { prune: true }, label: 'End that with' }],
    });
  }
}
