import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DetailedError } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { type Product, renderProduct } from '../../catalog/product';
import {
  addRelease,
  type Bump,
  type Comparison,
  checkRelease,
  compareProductVersions,
  crowdingWarning,
  loadReleases,
  nextVersion,
  noticedEffects,
  type Release,
  releaseTemplate,
  renderChangelog,
} from '../../catalog/release';
import { parseTemplate } from '../../catalog/template';
import type { Project } from '../context';
import { isHeldTo } from '../contracts/foreign-exemptions';
import { checkReversal } from './check-pins';
import { productFolder } from './choose-product';

/** Wish for a release. */
export interface ReleaseWish {
  readonly product: Product;
  /** Of the version, by what it changes for who runs it. */
  readonly bump: Bump;
  /** News for the people who launch it. */
  readonly notes: string;
  /** Steps before or after updating to it. */
  readonly upgradeNotes: string | undefined;
  readonly acceptsDataLoss: boolean;
}

/** A release that is about to be written. */
export interface ReleasePlan {
  readonly product: Product;
  readonly version: string;
  /** With what people who upgrade will notice. */
  readonly notes: string;
  readonly upgradeNotes: string | undefined;
  readonly template: string;
  /** Changes since the newest release; undefined for the first. */
  readonly since: { readonly version: string; readonly comparison: Comparison } | undefined;
  /** Error that the gate refuses it with, or what AWS's validator finds; undefined where it may pass. */
  readonly refusal: CatalogError | undefined;
}

/**
 * Plans a release: renders the product, and compares it with the newest release.
 *
 * @throws `CatalogError` of `checkReversible`
 */
export async function planRelease(project: Project, wish: ReleaseWish): Promise<ReleasePlan> {
  const { product, bump, notes, upgradeNotes, acceptsDataLoss } = wish;
  const template = renderProduct(product);
  const newest = loadReleases(productFolder(project, product.id)).at(-1);
  const version = nextVersion(newest?.version, bump);
  const plan = { product, version, upgradeNotes, template };
  if (newest === undefined) return { ...plan, notes, since: undefined, refusal: await faultsOf(product) };
  const [before, after] = [releaseTemplate(newest), parseTemplate(template)];
  const comparison = compareProductVersions(product, before, after);
  await checkReversal(project, product, before, after);
  const claim = { product: product.id, newest: newest.version, bump, acceptsDataLoss, upgradeNotes };
  const effects = noticedEffects(comparison);
  return {
    ...plan,
    notes: effects === undefined ? notes : `${notes.trim()}\n\n${effects}`,
    since: { version: newest.version, comparison },
    refusal: refusalOf(() => checkRelease(claim, comparison)) ?? (await faultsOf(product)),
  };
}

/** A release that was written. */
export interface Released {
  readonly release: Release;
  /** Sentence that warns of too many releases; undefined where there is room. */
  readonly warning: string | undefined;
}

/**
 * Writes a release: its template, the ledger and the changelog.
 *
 * @throws `CatalogError` with which the gate refuses it; those of `addRelease`
 */
export function writeRelease(project: Project, plan: ReleasePlan): Released {
  if (plan.refusal) throw plan.refusal;
  const { product, version, notes, upgradeNotes, template } = plan;
  const folder = productFolder(project, product.id);
  const release = addRelease(folder, { version, notes, upgradeNotes, template });
  return { release, warning: crowdingWarning(product.id, loadReleases(folder)) };
}

/**
 * Writes a product's changelog anew from its ledger.
 *
 * @returns path of the changelog
 */
export function writeChangelog(project: Project, { id }: Pick<Product, 'id'>): string {
  const folder = productFolder(project, id);
  const entries = loadReleases(folder).map(({ file: _, ...entry }) => entry);
  const file = join(folder, 'CHANGELOG.md');
  writeFileSync(file, renderChangelog(id, entries));
  return file;
}

/** Error with what AWS would refuse of a product, by AWS's own validator; undefined where it finds nothing that isn't accepted. */
async function faultsOf(product: Product): Promise<CatalogError | undefined> {
  if (!isHeldTo(product, 'validation')) return undefined;
  const { validationOf } = await import('../contracts/validator');
  const faults = validationOf(product).open.filter(({ severity }) => severity === 'FATAL' || severity === 'ERROR');
  if (faults.length === 0) return undefined;
  const problems = faults.map(({ severity, rule, logicalId = 'template', message }) => ({
    text: `${logicalId}: ${severity} ${rule}: ${message}`,
  }));
  const accepted = `products/${product.id}/exceptions.ts`;
  return new DetailedError(
    'invalid-template',
    `${product.id} can't be released: AWS would refuse it. ${problems.map(({ text }) => text).join('; ')}. Mend it, or, ` +
      `where the validator is wrong, accept it in ${accepted} with the reason.`,
    { problems, remedies: [{ do: 'verb', verb: 'validate', operands: [product.id], label: 'All that it finds' }] },
  );
}

function refusalOf(check: () => void): CatalogError | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof CatalogError) return error;
    throw error;
  }
}
