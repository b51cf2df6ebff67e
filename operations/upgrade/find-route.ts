import { DetailedError } from '../../catalog/detailed-error';
import type { Product } from '../../catalog/product';
import {
  compareVersions,
  findRoute,
  isVersion,
  loadReleases,
  pinsOf,
  type RouteStop,
  takenExport,
} from '../../catalog/release';
import { activeVersions } from '../aws/published-product';
import type { PlanningContext, Project } from '../context';
import { allProducts, productFolder } from '../project/choose-product';
import { releasedTemplate } from '../project/released-template';
import { launchesProducts } from '../running/nested-product';
import { type ChosenUpdate, isOlder, warningsOf } from './choose-update';
import { offeringAgain } from './hidden-version';
import type { RunningProduct } from './running-product';

/**
 * Finds the way to a version of a product that launches others: by the releases in between where one step would take an export
 * from under a tier that still imports it, forth or, were the update taken back, back.
 *
 * @returns the first step, with those that follow it
 * @throws `CatalogError` `no-route` where CloudFormation would refuse the step, or its way back, and what lies in between isn't
 * offered
 */
export async function withRoute(
  { project, target }: Pick<PlanningContext, 'project' | 'target'>,
  running: RunningProduct,
  choice: ChosenUpdate,
): Promise<ChosenUpdate> {
  const { product, productId, name, version } = running;
  if (!product || !launchesProducts(product) || choice.direction === 'same') return choice;
  const stopAt = await stopsOfProject(project, product);
  const [from, to] = [stopAt(version), stopAt(choice.version)];
  const taken = from && to && (takenExport(from.launches, to.launches) ?? takenExport(to.launches, from.launches));
  if (!from || !to || !taken) return choice;

  const between = releasesBetween(project, product, version, choice.version).flatMap((each) => stopAt(each) ?? []);
  const offered = await activeVersions(await target.serviceCatalog(), productId);
  const found = (each: string) => offered.find(({ Name }) => Name === each);
  const open = between.filter((stop) => found(stop.version) !== undefined);
  const route = findRoute(from, to, open);
  if (!route) {
    const hidden = findRoute(from, to, between)?.find((each) => found(each) === undefined);
    throw new DetailedError(
      'no-route',
      `${name} can't go from ${version} to ${choice.version} at once: ${taken.producer.productName} would take ` +
        `${taken.name} from under ${taken.consumer.productName}, forth or back. ` +
        (hidden === undefined
          ? 'No release in between is known here that it could go by.'
          : `It would go by ${hidden}, which isn't offered.`),
      {
        remedies: [
          ...(hidden === undefined ? [] : [offeringAgain(target, productId, { name: hidden })]),
          { do: 'read', document: 'docs/runbook.md' },
        ],
      },
    );
  }
  const [first = choice, ...onward] = route.map((each, index): ChosenUpdate => {
    const { Id: artifactId = choice.artifactId, ...artifact } = found(each) ?? {};
    const direction = isOlder(each, route[index - 1] ?? version) ? 'downgrade' : 'upgrade';
    return { artifactId, version: each, direction, warnings: warningsOf(artifact) };
  });
  return { ...first, onward };
}

/** Reader of a product's releases as stops; undefined for one that this project doesn't have, or whose tiers it doesn't. */
async function stopsOfProject(project: Project, product: Product): Promise<(version: string) => RouteStop | undefined> {
  const products = await allProducts();
  const templateOf = (productName: string, version: string) => {
    const found = products.find(({ name }) => name === productName);
    return found && releasedTemplate(project, found, version);
  };
  return (version) => {
    const template = releasedTemplate(project, product, version);
    const launches =
      template && pinsOf(template).map((pin) => ({ ...pin, of: templateOf(pin.productName, pin.version) }));
    const known = launches?.flatMap(({ of, ...pin }) => (of ? [{ ...pin, template: of }] : []));
    return known && known.length === launches?.length ? { version, launches: known } : undefined;
  };
}

function releasesBetween(project: Project, { id }: Product, one: string, other: string): string[] {
  if (![one, other].every(isVersion)) return [];
  const [low = one, high = other] = [one, other].sort(compareVersions);
  return loadReleases(productFolder(project, id))
    .map(({ version }) => version)
    .filter((each) => compareVersions(low, each) < 0 && compareVersions(each, high) < 0);
}
