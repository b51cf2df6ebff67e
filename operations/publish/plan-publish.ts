import type { OperationContext } from '../context';
import { deployRegion, type PublishedRegion } from './deploy-region';
import { type PublishWish, regionsOfWish } from './publish-wish';

/**
 * Plans publishing, region by region: what the CDK CLI would change, and what would be left to do then. Changes nothing.
 *
 * @throws `CatalogError` `publish-failed`
 */
export async function* planPublish(context: OperationContext, wish: PublishWish): AsyncGenerator<PublishedRegion> {
  for await (const { place, context: here } of regionsOfWish(context, wish)) {
    const { region, output, steps, undeclared } = await deployRegion(here, place, wish, { plan: true });
    yield { region, output, steps, undeclared };
  }
}
