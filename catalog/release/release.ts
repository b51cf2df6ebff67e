import { compare, parse, type ReleaseType, inc as raise } from 'semver';
import { CatalogError } from '../errors';

/**
 * Status of a release: what people may do with it. `active`: launch it and update to it. `deprecated`: update to it,
 * no new launches. `retired`: nothing any more. What runs of it keeps running, but AWS takes no update to it, so that no answer
 * of it changes and no rollback ends at it: a release is retired once nothing runs it, or at once for security.
 */
export type ReleaseStatus = 'active' | 'deprecated' | 'retired';

/** Every status, in the order in which a release goes through them. */
export const releaseStatuses: readonly ReleaseStatus[] = ['active', 'deprecated', 'retired'];

/** One entry of a product's `releases.yaml`. */
export interface LedgerEntry {
  /** Semantic version without a prefix or suffix: `1.2.0`. */
  readonly version: string;
  /** Day of the release in UTC: `2026-11-22`. */
  readonly date: string;
  readonly status: ReleaseStatus;
  /** Reason for which it was retired at once, whatever ran of it; absent for every other one. */
  readonly security?: string;
  /** News, for the people who launch; also the version's description in Service Catalog. */
  readonly notes: string;
  /** Steps before or after updating to it; absent when there is nothing to do. */
  readonly upgradeNotes?: string;
  /** SHA-256 of the released file, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** A release and the file that it is. */
export interface Release extends LedgerEntry {
  /** Absolute path of its template. */
  readonly file: string;
}

/** Bump of a version: how much a release changes for those who run the one before it. */
export type Bump = 'major' | 'minor' | 'patch';

/** Every bump, the largest first. */
export const bumps: readonly Bump[] = ['major', 'minor', 'patch'];

/**
 * The version that follows. Without a release so far it is `1.0.0`, whatever the bump.
 *
 * @param current the newest version, or undefined before the first release
 */
export function nextVersion(current: string | undefined, bump: Bump): string {
  if (current === undefined) return '1.0.0';
  const next = raise(current, bump satisfies ReleaseType);
  if (next === null || !isVersion(current)) {
    throw new CatalogError('invalid-version', `A version is three numbers, as in 1.2.0, got: ${current}.`);
  }
  return next;
}

/** Whether a text is a version as the ledger writes it: three numbers, no `v`, no pre-release, no build. */
export function isVersion(text: string): boolean {
  const version = parse(text);
  return version !== null && `${version.major}.${version.minor}.${version.patch}` === text;
}

/** Orders two versions, the older first. */
export function compareVersions(one: string, other: string): number {
  return compare(one, other);
}

/** Releases that people may use: everything that is not retired, oldest first. */
export function publishedReleases<Entry extends LedgerEntry>(releases: readonly Entry[]): Entry[] {
  return releases.filter(({ status }) => status !== 'retired');
}

/**
 * Releases that the hub holds of a product, the oldest first: everything published, and what is retired as long as
 * there is room, since deleting a version is final and somebody may still run it. Retired versions are hidden; the
 * oldest leave first.
 *
 * @param releases the oldest first
 */
export function heldReleases<Entry extends LedgerEntry>(releases: readonly Entry[]): Entry[] {
  const retired = releases.filter(({ status }) => status === 'retired');
  const room = Math.max(0, CROWDED - (releases.length - retired.length));
  const leaving = new Set(retired.slice(0, Math.max(0, retired.length - room)));
  return releases.filter((release) => !leaving.has(release));
}

/**
 * Versions that Service Catalog holds for one product.
 * https://docs.aws.amazon.com/servicecatalog/latest/adminguide/limits.html
 */
const VERSIONS_PER_PRODUCT = 100;

/** From this many on, there is a warning. */
const CROWDED = 90;

/**
 * A warning when a product comes near the number of versions that Service Catalog holds; undefined while there is room.
 *
 * @param product id of the product
 */
export function crowdingWarning(product: string, releases: readonly LedgerEntry[]): string | undefined {
  const { length } = publishedReleases(releases);
  return length > CROWDED
    ? `${product}: ${length} of the ${VERSIONS_PER_PRODUCT} versions that Service Catalog holds are in use; retire old ones.`
    : undefined;
}
