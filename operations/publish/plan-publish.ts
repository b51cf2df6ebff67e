import type { OperationContext } from '../context';
import { failedText } from './carry-out-publish';
import { deployRegion, type PublishedRegion } from './deploy-region';
import { prepareRegion } from './prepare-region';
import { type PublishWish, regionsOfWish } from './publish-wish';

/**
 * Plans publishing, region by region: what the CDK CLI would change, and what would be left to do then. Changes nothing.
 *
 * @throws `CatalogError` `publish-failed`, and those of `prepareRegion`
 */
export async function* planPublish(context: OperationContext, wish: PublishWish): AsyncGenerator<PublishedRegion> {
  for await (const { place, context: here } of regionsOfWish(context, wish)) {
    const { failed, standing } = await prepareRegion(here, place, wish);
    for (const each of failed) here.events.emit({ type: 'note', text: failedText(each) });
    const { region, output, steps, used, undeclared } = await deployRegion(here, place, wish, { standing, plan: true });
    yield { region, output, steps, used, undeclared };
  }
}
