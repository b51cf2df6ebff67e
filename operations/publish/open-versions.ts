import { join } from 'node:path';
import { loadOffers } from '../../portfolios/offers/offers';
import type { Offer } from '../../portfolios/offers/published-product';
import { planVersions } from '../../portfolios/reconcile/versions';
import type { OperationContext } from '../context';
import { allProducts } from '../project/choose-product';
import { type PublishWish, publishedRegions } from './publish-wish';
import { type Hub, type HubClients, readHub } from './reconcile/hub';

/**
 * Tells which retired versions can still be launched, in the regions of the settings that this run hasn't published in: a
 * retired version is hidden region by region.
 *
 * @param reached regions that are as the ledger says
 */
export async function noteOpenVersions(
  context: OperationContext,
  wish: PublishWish,
  reached: ReadonlySet<string>,
): Promise<void> {
  const others = publishedRegions(wish, context.target.region).filter((region) => !reached.has(region));
  if (others.length === 0) return;
  const offers = loadOffers(join(context.project.root, 'products'), await allProducts());
  for (const region of others) await noteRegion(context, region, offers);
}

async function noteRegion({ target, events }: OperationContext, region: string, offers: readonly Offer[]) {
  const there = region === target.region ? target : await target.inRegion(region);
  const hub = await readIfPossible({
    serviceCatalog: await there.serviceCatalog(),
    cloudFormation: await there.cloudFormation(),
  });
  if (typeof hub === 'string') {
    events.emit({ type: 'note', text: `Whether retired versions are still open in ${region} can't be told: ${hub}` });
    return;
  }
  const open = openVersions(offers, hub);
  if (open.length === 0) return;
  const text = `Still open in ${region}, though retired: ${open.join(', ')}`;
  events.emit({ type: 'note', text, remedies: [{ do: 'verb', verb: 'publish', options: { regions: region } }] });
}

/** Versions that can be launched or updated to in a region, and that the ledger calls retired: `Bellyfed Data 1.0.0`. */
export function openVersions(offers: readonly Offer[], { products }: Pick<Hub, 'products'>): string[] {
  return planVersions(offers, products)
    .filter(({ to, target }) => to === 'retired' && target !== undefined)
    .map(({ product, version }) => `${product} ${version}`);
}

/** Hub as AWS shows it, or AWS's words where it refuses: those must not hide how publishing itself ended. */
async function readIfPossible(clients: HubClients): Promise<Hub | string> {
  try {
    return await readHub(clients);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return `${error.name}: ${error.message}`;
  }
}
