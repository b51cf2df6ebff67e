import type { TemplateChange } from '../../catalog/comparison';
import type { Stop } from '../agreement';
import { whyOf } from './gate';
import type { ProductUpdate } from './judge-product';
import type { ResourceVerdict } from './judge-resources';

/** Harm to a resource, by what becomes of it. */
type Harm = 'removal' | 'replacement' | 'loss' | 'none';

/**
 * Update as it is planned once its turn has come, with the consent that was given to it when it was foreseen: what was named
 * counts for what was shown, in that step, with the same harm.
 *
 * @param shown what was foreseen of it; undefined where nothing was
 */
export function withShownConsent(update: ProductUpdate, shown: ProductUpdate | undefined): ProductUpdate {
  const before = new Map(shown?.resources.map((resource) => [resource.logicalId, resource]));
  const isAllowed = (resource: ResourceVerdict) => {
    const foreseen = before.get(resource.logicalId);
    return foreseen?.verdict === 'allowed' && harmOf(foreseen) === harmOf(resource);
  };
  const isAccepted = (logicalId: string | undefined, why: string) =>
    shown?.oneWay?.some((one) => one.isAccepted && one.logicalId === logicalId && one.why === why) ?? false;
  return {
    ...update,
    resources: update.resources.map((resource) =>
      resource.verdict === 'stops' && isAllowed(resource) ? { ...resource, verdict: 'allowed' } : resource,
    ),
    ...(update.oneWay && {
      oneWay: update.oneWay.map((one) => ({ ...one, isAccepted: isAccepted(one.logicalId, one.why) })),
    }),
  };
}

/**
 * Parts of an update that pass the gate, and that whoever agreed to it would have wanted to know: a replacement or a removal,
 * and what only a major release may do, none of which was foreseen.
 *
 * @param shown what was foreseen of it; undefined where nothing was
 */
export function unforeseenParts(update: ProductUpdate, shown: ProductUpdate | undefined): Stop[] {
  const { name } = update;
  const before = new Map(shown?.resources.map((resource) => [resource.logicalId, resource]));
  const known = new Set([...(shown?.resources.flatMap(({ ours }) => ours) ?? []), ...(shown?.form ?? [])].map(keyOf));
  const resources = update.resources
    .filter((resource) => resource.verdict === 'passes' && isNews(resource, before.get(resource.logicalId), known))
    .map((resource) => ({ resource: `${name}.${resource.logicalId}`, why: whyOf(resource, update.source) }));
  const form = update.form
    .filter((change) => change.bump === 'major' && !known.has(keyOf(change)))
    .map(({ logicalId, type, why }) => ({
      resource: logicalId === null ? name : `${name}.${logicalId}`,
      why: `(${type ?? 'the template'}): ${why}`,
    }));
  return [...resources, ...form].map((stop): Stop => ({ ...stop, kind: 'not foreseen' }));
}

function isNews(resource: ResourceVerdict, foreseen: ResourceVerdict | undefined, known: ReadonlySet<string>): boolean {
  const harm = harmOf(resource);
  if (harm !== 'none' && (foreseen === undefined || harmOf(foreseen) !== harm)) return true;
  return resource.ours.some((change) => change.bump === 'major' && !known.has(keyOf(change)));
}

function harmOf({ expected }: ResourceVerdict): Harm {
  if (expected === 'removal' || expected === 'replacement' || expected === 'loss') return expected;
  return expected === 'perhaps replacement' ? 'replacement' : 'none';
}

function keyOf({ logicalId, type, property, effect }: TemplateChange): string {
  return JSON.stringify([logicalId, type, property, effect]);
}
