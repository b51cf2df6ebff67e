/** The ledger of releases: what each product has released, in files that never change. */

export {
  type ChangeEffect,
  type CompareOptions,
  type Comparison,
  compareBumps,
  compareProductVersions,
  compareTemplates,
  ENVIRONMENT_TYPE,
  largestBump,
  type TemplateChange,
} from '../comparison';
export { addRelease, type NewRelease } from './add';
export { renderChangelog } from './changelog';
export { checkRelease, noticedEffects, type ReleaseClaim } from './gate';
export { findRelease, loadReleases } from './load';
export { type Pin, pinningReleases, pinsOf } from './pins';
export {
  type Bump,
  bumps,
  compareVersions,
  crowdingWarning,
  heldReleases,
  isVersion,
  type LedgerEntry,
  nextVersion,
  publishedReleases,
  type Release,
  type ReleaseStatus,
} from './release';
export { releaseTemplate } from './release-template';
export { checkReversible, type PinnedTemplate, takenExport } from './reversal';
export { findRoute, type RouteStop } from './route';
export { setReleaseStatus } from './set-status';
export { loadVerifiedReleases, verifyReleases } from './verify';
