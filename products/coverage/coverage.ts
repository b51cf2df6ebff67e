import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { loadReleases, releaseTemplate } from '../../catalog/release';
import type { Template } from '../../catalog/template';
import { products } from '../index';
import { knownStacks, type StackPart } from './known-stacks';
import { beyondTemplates, type PlatformId, platform, remarks, withoutClaims } from './platform';
import { platformSizes } from './sizes';

/** One claim, held against the newest release of its product. */
export interface ProvedClaim {
  readonly product: string;
  /** Version of the release; undefined while the product has none. */
  readonly version: string | undefined;
  readonly id: PlatformId;
  /** The claim as it was written: a logical id, or a pattern. */
  readonly claim: string;
  /** Logical ids in the release that it stands for; none is a false claim. */
  readonly logicalIds: readonly string[];
}

/** Every claim of every product, held against that product's newest release. */
export function provedClaims(): readonly ProvedClaim[] {
  return products.flatMap((product) => {
    const newest = newestRelease(product.id);
    const resources = Object.keys(newest?.template.Resources ?? {});
    return Object.entries(product.claims ?? {}).flatMap(([id, patterns = []]) =>
      patterns.map((claim) => ({
        product: product.id,
        version: newest?.version,
        id: id as PlatformId,
        claim,
        logicalIds: resources.filter((logicalId) => provides(claim, logicalId)),
      })),
    );
  });
}

/** Newest release of a product, as far as it is looked at here; undefined while there is none. */
interface NewestRelease {
  readonly version: string;
  readonly template: Template;
}

function newestRelease(product: string): NewestRelease | undefined {
  const newest = loadReleases(join(__dirname, '..', product)).at(-1);
  return newest && { version: newest.version, template: releaseTemplate(newest) };
}

/** A part of a known stack, held against the newest release of its product. */
export interface ProvedPart extends StackPart {
  /** Version of the release; undefined while the product has none. */
  readonly version: string | undefined;
  /** Logical ids in the release, in the order of the part's patterns. */
  readonly logicalIds: readonly string[];
  /** Patterns and outputs that the release has nothing for. */
  readonly missing: readonly string[];
}

/** Parts of every known stack, by the stack's id. */
export function provedStacks(): ReadonlyMap<string, readonly ProvedPart[]> {
  return new Map(knownStacks.map(({ id, parts }) => [id, parts.map(provedPart)]));
}

function provedPart(part: StackPart): ProvedPart {
  const { version, template } = newestRelease(part.product) ?? {};
  const ids = Object.keys(template?.Resources ?? {});
  const found = (pattern: string) => ids.filter((id) => provides(pattern, id));
  return {
    ...part,
    version,
    logicalIds: [...new Set(part.resources.flatMap(found))],
    missing: [
      ...part.resources.filter((pattern) => found(pattern).length === 0),
      ...part.outputs.filter((name) => template?.Outputs?.[name] === undefined),
    ],
  };
}

/** `docs/coverage.md`: every id of the platform with the products and the resources that provide it, and all sizes. */
export function coverageDocument(): string {
  const proved = provedClaims().filter(({ version }) => version !== undefined);
  const rows = (Object.keys(platform) as PlatformId[]).map((id) => ({
    id,
    needed: platform[id],
    providers: products
      .map((product) => ({
        product: product.id,
        version: proved.find((claim) => claim.product === product.id)?.version,
        logicalIds: [
          ...new Set(
            proved.filter((claim) => claim.product === product.id && claim.id === id).flatMap((c) => c.logicalIds),
          ),
        ],
      }))
      .filter(({ logicalIds }) => logicalIds.length > 0),
    instead: beyondTemplates[id],
    remark: remarks[id],
  }));
  const stacks = provedStacks();
  const template = readFileSync(join(__dirname, '..', '..', 'templates', 'coverage.md.hbs'), 'utf8');
  return Handlebars.compile(template, { noEscape: true })({
    rows,
    stacks: knownStacks.map((stack) => ({ ...stack, parts: stacks.get(stack.id) })),
    sizes: platformSizes(),
    withoutClaims: Object.entries(withoutClaims).map(([product, reason]) => ({ product, reason })),
  });
}

/** Whether a claim stands for a resource. */
export function provides(claim: string, logicalId: string): boolean {
  return new RegExp(`^${claim.replaceAll('*', '.*')}$`).test(logicalId);
}
