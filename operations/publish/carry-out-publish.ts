import { describeRecipient, describeStep } from '../../portfolios/reconcile/steps';
import { type Agree, agreementTo, requireConsent } from '../agreement';
import type { OperationContext } from '../context';
import type { Events } from '../events';
import { type Deployment, deployRegion, type PublishedRegion } from './deploy-region';
import { noteOpenVersions } from './open-versions';
import { type PublishWish, regionsOfWish } from './publish-wish';

/**
 * Publishes the catalog, region by region, each once it is agreed to: deploys its stacks by the CDK CLI, and then does what
 * CloudFormation can't. Whoever was stopped on the way publishes again: what is done already stays as it is.
 *
 * @throws `CatalogError` `declined`, `publish-failed`, and those of `applySteps`
 */
export async function* carryOutPublish(
  context: OperationContext,
  wish: PublishWish,
  agree: Agree,
): AsyncGenerator<PublishedRegion> {
  const reached = new Set<string>();
  try {
    for await (const { place, context: here } of regionsOfWish(context, wish)) {
      await requireConsent(agree, agreementTo(here.target, `Publish the catalog in ${place.region}?`));
      const { region, output, steps, undeclared, apply } = await deployRegion(here, place, wish);
      noteWhatIsLeft(here.events, { steps, undeclared });
      await apply((step) => {
        const index = steps.indexOf(step) + 1;
        here.events.emit({ type: 'step', subject: region, text: describeStep(step), index, of: steps.length });
      });
      reached.add(region);
      yield { region, output, steps, undeclared };
    }
  } finally {
    // However it ended: what is retired and still open must not go unsaid.
    await noteOpenVersions(context, wish, reached);
  }
}

function noteWhatIsLeft(events: Events, { steps, undeclared }: Pick<Deployment, 'steps' | 'undeclared'>): void {
  for (const step of steps) events.emit({ type: 'note', text: describeStep(step) });
  for (const { portfolio, share } of undeclared) {
    events.emit({
      type: 'note',
      text: `${portfolio} stays shared with ${describeRecipient(share)}, which isn't declared`,
      remedies: [{ do: 'again', options: { prune: true }, label: 'End that with' }],
    });
  }
}
