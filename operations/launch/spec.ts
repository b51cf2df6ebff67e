import { existsSync, readFileSync } from 'node:fs';
import { DetailedError } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { nearest } from '../../catalog/nearest';
import type { Product } from '../../catalog/product';
import { readSpecs, type SpecEntry, type SpecProblem, type SpecTarget } from '../../catalog/proton';
import { loadReleases, publishedReleases } from '../../catalog/release';
import { parseTemplate } from '../../catalog/template';
import { type Agree, type Planned, requireConsent } from '../agreement';
import { lookUpProvisionedProduct } from '../aws/provisioned-product';
import type { OperationContext, Project } from '../context';
import { allProducts, productFolder } from '../project/choose-product';
import type { EndedUpdate } from '../upgrade/carry-out-step';
import { carryOutUpdates } from '../upgrade/carry-out-updates';
import { planUpdates, type UpdatesPlan, type UpdatesWish } from '../upgrade/plan-updates';
import { type CarryOutOptions, carryOutLaunch, type Launched } from './carry-out-launch';
import type { MissingTier } from './missing-tiers';
import { planFirstLaunch } from './plan-launch';
import { type LaunchWish, type PreparedLaunch, prepareLaunch } from './prepare-launch';
import { type LaunchPreview, previewPrepared } from './preview-launch';
import { refuseTakenTiers } from './taken-tiers';

/** Choice of a file of specs. */
export interface SpecFile {
  /** Its path. */
  readonly file: string;
  /** Id of the product of a spec that names none. */
  readonly product?: string | undefined;
}

/** One launch of a file of specs. */
export interface SpecLaunch extends SpecEntry {
  readonly definition: Product;
  /** Of the provisioned product. */
  readonly name: string;
}

/** Content of a file of specs: with mistakes, no launches. */
export interface Spec {
  /** A tier after those that it builds on. */
  readonly launches: readonly SpecLaunch[];
  readonly problems: readonly SpecProblem[];
}

/**
 * Reads a file of specs, and finds all its mistakes without asking anything of AWS.
 *
 * @throws `CatalogError` `bad-spec` where there is no such file, or one describes something twice
 */
export async function readSpec(project: Project, { file, product }: SpecFile): Promise<Spec> {
  if (!existsSync(file)) throw new CatalogError('bad-spec', `${file}: there is no such file.`);
  const products = await allProducts();
  const { protonKind } = await import('../project/bundle-source');
  const find = (id: string, version: string | undefined): SpecTarget | string => {
    const ids = products.map((each) => each.id);
    const meant = nearest(id, ids);
    if (!ids.includes(id)) return `there is no product ${id}${meant === undefined ? '' : `; did you mean ${meant}?`}`;
    const releases = publishedReleases(loadReleases(productFolder(project, id)));
    const active = releases.filter(({ status }) => status === 'active');
    const release = version === undefined ? active.at(-1) : releases.find((each) => each.version === version);
    if (!release) return version === undefined ? `${id} has no release` : `${id} has no release ${version}`;
    return { kind: protonKind(id), template: parseTemplate(readFileSync(release.file, 'utf8')) };
  };
  const { entries, problems } = readSpecs(readFileSync(file, 'utf8'), { ...(product ? { product } : {}), find });
  if (problems.length > 0) return { launches: [], problems };
  const launches = products.flatMap((definition) =>
    entries
      .filter((entry) => entry.product === definition.id)
      .map((entry) => ({ ...entry, definition, name: `${entry.parameters.EnvironmentName}-${definition.id}` })),
  );
  const twice = launches.find(({ name }, index) => launches.findIndex((other) => other.name === name) !== index);
  if (twice) throw new CatalogError('bad-spec', `${file}: ${twice.name} is described twice; keep one of the two.`);
  return { launches, problems };
}

/**
 * Refuses a file of specs that has mistakes.
 *
 * @throws `CatalogError` `bad-spec` with every mistake, its line and its path
 */
export function refuseMistakes(file: string, problems: readonly SpecProblem[]): void {
  if (problems.length === 0) return;
  const count = `${problems.length} ${problems.length === 1 ? 'mistake' : 'mistakes'}`;
  throw new DetailedError('bad-spec', `${file}: ${count}; nothing was asked of AWS.`, {
    problems: problems.map(({ line, path, message }) => ({ field: path, text: `Line ${line}: ${message}` })),
  });
}

/** Plan of one launch of a spec: what runs already is brought to what the spec says. */
export type SpecPlan =
  | { readonly kind: 'launch'; readonly launch: PreparedLaunch }
  | { readonly kind: 'change'; readonly updates: UpdatesPlan };

/** Choice of how a spec is launched. */
export interface SpecOptions extends CarryOutOptions, Pick<UpdatesWish, 'allowed' | 'accepted'> {
  /** Tags of what is launched. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Plans one launch of a spec, once those before it are carried out.
 *
 * @throws `CatalogError` `missing-tiers`; those of `prepareLaunch` and of `planUpdates`
 */
export async function planSpecLaunch(
  context: OperationContext,
  launch: SpecLaunch,
  options: SpecOptions,
): Promise<Planned<SpecPlan>> {
  if (await isLaunched(context, launch)) {
    const { plan, ...planned } = await planUpdates(context, changeWish(launch, options));
    return { ...planned, plan: { kind: 'change', updates: plan } };
  }
  const { plan, ...planned } = await planFirstLaunch(context, launchWish(launch, options));
  return { ...planned, plan: { kind: 'launch', launch: plan } };
}

/** End of one launch of a spec. */
export type EndedSpecLaunch =
  | { readonly kind: 'launch'; readonly launched: Launched }
  | { readonly kind: 'change'; readonly updates: readonly EndedUpdate[] };

/**
 * Carries out one launch of a spec, once it is agreed to.
 *
 * @throws `CatalogError` `declined`; those of `carryOutLaunch` and of `carryOutUpdates`
 */
export async function carryOutSpecLaunch(
  context: OperationContext,
  planned: Planned<SpecPlan>,
  agree: Agree,
  options: CarryOutOptions = {},
): Promise<EndedSpecLaunch> {
  const { plan, agreement } = planned;
  if (plan.kind === 'change') {
    return { kind: 'change', updates: await carryOutUpdates(context, { ...planned, plan: plan.updates }, agree) };
  }
  await requireConsent(agree, agreement);
  return { kind: 'launch', launched: await carryOutLaunch(context, plan.launch, options) };
}

/** Preview of one launch of a spec. `later`: what it builds on isn't there yet. */
export type SpecPreview =
  | { readonly kind: 'launch'; readonly preview: LaunchPreview }
  | { readonly kind: 'change'; readonly updates: UpdatesPlan }
  | { readonly kind: 'later'; readonly tiers: readonly MissingTier[] };

/**
 * Asks Service Catalog what one launch of a spec would do.
 *
 * @throws `CatalogError` those of `prepareLaunch`, `previewPrepared` and `planUpdates`
 */
export async function previewSpecLaunch(
  context: OperationContext,
  launch: SpecLaunch,
  options: SpecOptions,
): Promise<SpecPreview> {
  if (await isLaunched(context, launch)) {
    const { plan, discard } = await planUpdates(context, changeWish(launch, options));
    await discard();
    return { kind: 'change', updates: plan };
  }
  const prepared = await prepareLaunch(context, launchWish(launch, options));
  if (prepared.missingTiers.length > 0) return { kind: 'later', tiers: prepared.missingTiers };
  await refuseTakenTiers(context.target, prepared);
  return { kind: 'launch', preview: await previewPrepared(context, prepared) };
}

async function isLaunched({ target }: OperationContext, { name }: SpecLaunch): Promise<boolean> {
  return (await lookUpProvisionedProduct(await target.serviceCatalog(), name)) !== undefined;
}

function launchWish({ name, definition: product, version, parameters }: SpecLaunch, { tags }: SpecOptions): LaunchWish {
  return { name, product, version, parameters, tags };
}

function changeWish({ name, version, parameters }: SpecLaunch, { tags: _, ...options }: SpecOptions): UpdatesWish {
  return {
    ...{ name, parameters, intent: 'change' },
    ...options,
    ...(version !== undefined && { to: version }),
  };
}
