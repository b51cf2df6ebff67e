import { existsSync, readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { CatalogError } from '../../catalog/errors';
import type { Product } from '../../catalog/product';
import { readSpecs, type SpecEntry, type SpecTarget } from '../../catalog/proton';
import { loadReleases, publishedReleases } from '../../catalog/release';
import { parseTemplate } from '../../catalog/template';
import type { ChangeOptions } from '../../scripts/options/change-options';
import { confirm } from '../../scripts/terminal/confirm';
import { openTarget } from '../../scripts/terminal/open-target';
import { print, printJson, type Shell, say } from '../../scripts/terminal/shell';
import { update } from '../../scripts/terminal/update';
import type { JsonOption } from '../../scripts/verb';
import type { AwsTarget } from '../aws/aws-target';
import { lookUpProvisionedProduct } from '../aws/provisioned-product';
import { nearest } from '../nearest';
import { allProducts, productFolder } from '../project/choose-product';
import { planLaunch, planText } from './launch-plan';
import { prepareLaunch } from './prepare-launch';
import { provision } from './provision';

/** What a spec is launched with. */
export interface LaunchSpecOptions extends ChangeOptions, JsonOption {
  /** Path of the spec. */
  readonly file: string;
  /** The product of a spec that names none. */
  readonly product?: string;
  readonly tag: Readonly<Record<string, string>>;
  readonly plan?: boolean;
  readonly wait: boolean;
}

/** One launch of a spec, with the product that is launched. */
interface Wanted extends SpecEntry {
  readonly definition: Product;
  /** Of the provisioned product. */
  readonly name: string;
}

/**
 * Launches what a file of specs describes, a tier after those that it builds on; what runs already is brought to what
 * the file says, or left alone when it is that. All mistakes of the file are said before anything is asked of AWS.
 *
 * @throws `CatalogError` `bad-spec` with every mistake, its line and its path
 */
export async function launchSpec(shell: Shell, options: LaunchSpecOptions): Promise<void> {
  const products = await allProducts();
  const wanted = await wantedBy(shell, products, options);
  if (!options.wait && wanted.length > 1) {
    throw new CatalogError('must-wait', 'Each product builds on those before it: leave --no-wait out.');
  }
  const target = await openTarget(shell, options, options);
  const results: unknown[] = [];
  for (const each of wanted) {
    const collector = new Collector();
    const inner: Shell = options.json ? { ...shell, stdout: collector } : shell;
    const running = await lookUpProvisionedProduct(await target.serviceCatalog(), each.name);
    if (running) await change(inner, each, options);
    else await begin(inner, target, each, options);
    if (options.json)
      results.push({ name: each.name, product: each.product, [running ? 'changes' : 'launch']: collector.json });
  }
  if (options.json) printJson(shell, results);
}

async function wantedBy(
  shell: Shell,
  products: readonly Product[],
  { file, product, json }: LaunchSpecOptions,
): Promise<Wanted[]> {
  if (!existsSync(file)) throw new CatalogError('bad-spec', `${file}: there is no such file.`);
  const { protonKind } = await import('../../products/shared/proton');
  const find = (id: string, version: string | undefined): SpecTarget | string => {
    const ids = products.map((each) => each.id);
    const meant = nearest(id, ids);
    if (!ids.includes(id)) return `there is no product ${id}${meant === undefined ? '' : `; did you mean ${meant}?`}`;
    const releases = publishedReleases(loadReleases(productFolder(shell, id)));
    const active = releases.filter(({ status }) => status === 'active');
    const release = version === undefined ? active.at(-1) : releases.find((each) => each.version === version);
    if (!release) return version === undefined ? `${id} has no release` : `${id} has no release ${version}`;
    return { kind: protonKind(id), template: parseTemplate(readFileSync(release.file, 'utf8')) };
  };
  const { entries, problems } = readSpecs(readFileSync(file, 'utf8'), { ...(product ? { product } : {}), find });
  if (problems.length > 0) {
    if (json) printJson(shell, { problems });
    for (const { line, path, message } of problems) say(shell, `${file}:${line}: ${path ? `${path}: ` : ''}${message}`);
    const count = `${problems.length} ${problems.length === 1 ? 'mistake' : 'mistakes'}`;
    throw new CatalogError('bad-spec', `${file}: ${count}; nothing was asked of AWS.`);
  }
  const named = products.flatMap((definition) =>
    entries
      .filter((entry) => entry.product === definition.id)
      .map((entry): Wanted => ({ ...entry, definition, name: `${entry.parameters.EnvironmentName}-${definition.id}` })),
  );
  const twice = named.find(({ name }, index) => named.findIndex((other) => other.name === name) !== index);
  if (twice) throw new CatalogError('bad-spec', `${file}: ${twice.name} is described twice; keep one of the two.`);
  return named;
}

/** Brings what runs to what the spec says. */
async function change(shell: Shell, { name, version, parameters }: Wanted, options: LaunchSpecOptions): Promise<void> {
  await update(shell, { ...options, parameter: parameters, allowReplace: [] }, { name, intent: 'change', to: version });
}

async function begin(shell: Shell, target: AwsTarget, wanted: Wanted, options: LaunchSpecOptions): Promise<void> {
  const { name, definition, version, parameters } = wanted;
  const prepared = await prepareLaunch(shell, target, { product: definition, version, parameters, tags: options.tag });
  if (options.plan) {
    if (prepared.missingTiers.length > 0) {
      const later = `${name}: can be planned once what it builds on is there. ${prepared.missingTiers.join(' ')}`;
      return options.json ? printJson(shell, { later: prepared.missingTiers }) : print(shell, later);
    }
    const plan = await planLaunch(target, name, prepared);
    return options.json ? printJson(shell, plan) : print(shell, `${name}:\n${planText(plan)}`);
  }
  if (prepared.missingTiers.length > 0) {
    throw new CatalogError('missing-tiers', `${name} needs what isn't there. ${prepared.missingTiers.join(' ')}`);
  }
  say(shell, `${name}: ${prepared.productName} ${prepared.version} from ${prepared.portfolio}`);
  await confirm(shell, options, `Launch ${name}?`);
  await provision(shell, target, { name, prepared, wait: options.wait, json: options.json });
}

/** Standard output of one launch, whose JSON becomes part of the whole. */
class Collector extends Writable {
  #text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#text += chunk.toString();
    done();
  }

  get json(): unknown {
    return this.#text === '' ? null : JSON.parse(this.#text);
  }
}
