/** The ledger of releases: what each product has released, in files that never change. */
export { addRelease, type NewRelease } from './add';
export { renderChangelog } from './changelog';
export {
  type ChangeEffect,
  type CompareOptions,
  type Comparison,
  compareBumps,
  compareTemplates,
  largestBump,
  type TemplateChange,
} from './comparison';
export { loadReleases } from './load';
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
export { loadVerifiedReleases, verifyReleases } from './verify';
