import type { CatalogSettings } from '../../portfolios/context';
import { type PublishPlace, publishPlaces } from '../../portfolios/publish';
import type { OperationContext } from '../context';

/** Wish for what is published, and where. */
export interface PublishWish {
  /** @default - the target's */
  readonly regions?: readonly string[] | undefined;
  readonly settings: CatalogSettings;
  /** The settings as JSON, where they were given in place of those of `cdk.json`. */
  readonly context?: string | undefined;
  /** Profile of the AWS configuration, for the CDK CLI. @default - none */
  readonly profile?: string | undefined;
  /** Whether shares that aren't declared are ended. @default false */
  readonly prune?: boolean | undefined;
  /** Folder of the CDK's assembly. @default - the CDK's own */
  readonly output?: string | undefined;
}

/** One region of a wish, with the context of what is done there. */
export interface RegionOfWish {
  readonly place: PublishPlace;
  readonly context: OperationContext;
}

/**
 * Regions to publish in: those that were named, else those of the settings, else the hub's.
 *
 * @param named by whoever publishes
 * @returns none where nobody says any: then the target's is meant
 */
export function regionsOf({ regions, hub }: CatalogSettings, named: readonly string[] = []): readonly string[] {
  if (named.length > 0) return named;
  if (regions.length > 0) return regions;
  return hub.region === undefined ? [] : [hub.region];
}

/** All regions that a catalog is known to be published in: those of the wish, and those of its settings. */
export function publishedRegions({ regions = [], settings }: PublishWish, own: string): string[] {
  const wished = regions.length > 0 ? regions : [own];
  return [...new Set([...wished, ...regionsOf(settings)])];
}

/** The regions of a wish, the home region first, each once its account is told. */
export async function* regionsOfWish(
  context: OperationContext,
  { regions = [], settings }: PublishWish,
): AsyncGenerator<RegionOfWish> {
  const { target } = context;
  const places = publishPlaces(regions.length > 0 ? regions : [target.region], settings.regions[0]);
  for (const place of places) {
    const there = place.region === target.region ? target : await target.inRegion(place.region);
    const { region, endpoint } = there;
    context.events.emit({ type: 'target', account: await there.accountId(), region, endpoint });
    yield { place, context: { ...context, target: there } };
  }
}
