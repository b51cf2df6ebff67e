import { formParameters, type Product } from '../../catalog/product';
import {
  type BundleSource,
  type CompatibleEnvironment,
  protonTemplateName,
  type TemplateKind,
} from '../../catalog/proton';
import type { Template } from '../../catalog/template';

/** A product that is a Proton environment: what others run in. */
interface ProtonEnvironment {
  /** Id of the product. */
  readonly id: string;
  /** Ids of the products whose outputs are there once it is launched. */
  readonly holds: readonly string[];
}

/**
 * The products that carry an environment; all others are services in one. `environment` launches the tiers itself, which
 * is what a Proton environment is: one short spec for everything that services lean on.
 */
const environments: readonly ProtonEnvironment[] = [
  { id: 'network', holds: ['network'] },
  { id: 'data', holds: ['network', 'data'] },
  { id: 'environment', holds: ['network', 'data', 'app'] },
];

/** Which kind of Proton template a product is. */
export function protonKind(id: string): TemplateKind {
  return environments.some((environment) => environment.id === id) ? 'environment' : 'service';
}

/**
 * A released product as `renderBundle` wants it.
 *
 * @param majorVersion of the newest release of another product
 */
export function bundleSource(
  product: Product,
  version: string,
  template: Template,
  majorVersion: (id: string) => number,
): BundleSource {
  const { id, name, description, parameters } = product;
  const kind = protonKind(id);
  const needs = importedProducts(template).filter((other) => other !== id);
  return {
    ...{ id, name, description, version, template, kind },
    compatible: kind === 'service' ? compatibleEnvironments(id, needs, majorVersion) : [],
    runsAfter: needs.map(protonTemplateName),
    examples: Object.fromEntries(
      formParameters(parameters).flatMap(([question, { example }]) =>
        example === undefined ? [] : [[question, example]],
      ),
    ),
  };
}

/** The environments that hold what a service imports of environments, and not yet the service itself. */
function compatibleEnvironments(
  id: string,
  needs: readonly string[],
  majorVersion: (id: string) => number,
): CompatibleEnvironment[] {
  const ofEnvironments = needs.filter((other) => protonKind(other) === 'environment');
  return environments
    .filter(({ holds }) => !holds.includes(id) && ofEnvironments.every((other) => holds.includes(other)))
    .map((environment) => ({
      templateName: protonTemplateName(environment.id),
      majorVersion: majorVersion(environment.id),
    }));
}

/** Ids of the products whose exports a template names, in the order in which they first appear. */
function importedProducts(template: Template): string[] {
  const names = JSON.stringify(template.Resources).matchAll(
    /"Fn::ImportValue":.{0,20}?bellyfed:[^:"]+:([a-z][a-z0-9-]*):/g,
  );
  return [...new Set([...names].map(([, product = '']) => product))];
}
