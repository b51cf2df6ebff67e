import { type Comparison, compareBumps, type TemplateChange } from '../comparison';
import { CatalogError } from '../errors';
import type { Bump } from './release';

/** Claim that comes with a release. */
export interface ReleaseClaim {
  /** Id of the product. */
  readonly product: string;
  /** The release that the candidate was compared with. */
  readonly newest: string;
  readonly bump: Bump;
  /** Whether the loss of data is accepted. */
  readonly acceptsDataLoss: boolean;
  /** Steps before or after an upgrade; where data is lost, how it is moved. */
  readonly upgradeNotes: string | undefined;
}

/**
 * Lets a release pass, or not.
 *
 * @throws `CatalogError` `nothing-to-release`, `bump-too-small` with the one that is right, `data-loss`
 */
export function checkRelease(claim: ReleaseClaim, { bump, losesData, changes }: Comparison): void {
  const { product, newest, acceptsDataLoss, upgradeNotes } = claim;
  if (bump === 'none') {
    throw new CatalogError(
      'nothing-to-release',
      `${product}: its template is that of ${newest}, once parsed; there is nothing to release.`,
    );
  }
  if (compareBumps(claim.bump, bump) > 0) {
    const count = changes.filter((change) => change.bump === bump).length;
    throw new CatalogError(
      'bump-too-small',
      `${product}: a ${claim.bump} release is too small for ${count === 1 ? 'a change that needs' : `${count} changes that need`} ` +
        `${bump}; run "npm run catalog -- release ${product} ${bump}", or change less.`,
    );
  }
  if (losesData && !(acceptsDataLoss && upgradeNotes?.trim())) {
    const lost = [...new Set(changes.filter((change) => change.losesData).map(({ logicalId }) => logicalId))].join(
      ', ',
    );
    throw new CatalogError(
      'data-loss',
      `${product}: whoever upgrades from ${newest} loses the data of ${lost}. Keep it, or release with ` +
        '--accept-data-loss and --upgrade-note "…" that says how to move the data.',
    );
  }
}

/** Effects that people who upgrade notice, and what to call each. */
const NOTICED = {
  failure: 'AWS refuses the upgrade over',
  removal: 'Removes',
  replacement: 'Replaces',
  loss: 'Deletes data of',
  interruption: 'Interrupts',
} as const;

/** More than these are counted, not listed: the notes are also the version's description in Service Catalog. */
const MOST_LISTED = 25;

/**
 * Effects that people who upgrade will notice, for the release's notes: one line for each resource that goes, is
 * replaced or is interrupted; undefined when there is none.
 */
export function noticedEffects({ changes }: Comparison): string | undefined {
  const lines = new Set(changes.flatMap((change) => line(change) ?? []));
  if (lines.size === 0) return undefined;
  const listed = [...lines].slice(0, MOST_LISTED);
  const rest = lines.size - listed.length;
  return ['What an upgrade does:', ...listed, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n');
}

function line({ logicalId, type, property, effect, environmentTypes, losesData }: TemplateChange): string | undefined {
  if (!(effect in NOTICED)) return undefined;
  const where = environmentTypes.length > 0 ? ` (${environmentTypes.join(', ')})` : '';
  const reason = property === null ? '' : `, ${property} changes`;
  const verb = NOTICED[effect as keyof typeof NOTICED];
  return `- ${verb} ${logicalId ?? 'the template'} (${type ?? 'all of it'})${reason}${losesData ? ', with its data' : ''}${where}`;
}
