import type { Tag, UpdateProvisioningParameter } from '@aws-sdk/client-service-catalog';
import type { Product } from '../../catalog/product';
import type { Shell } from '../../scripts/terminal/shell';
import type { AwsTarget } from '../aws/aws-target';
import { chooseVersion, findPublished } from '../aws/published-product';
import { releasedTemplate } from '../project/released-template';
import { choosePortfolio } from './choose-portfolio';
import { formParameters, formTags, refuseBadValues, updateParameters } from './launch-form';
import { exportedNames, importedNames, missingTiers } from './missing-tiers';

/** What a person asks to be launched. */
export interface LaunchRequest {
  readonly product: Product;
  /** @default - the newest that isn't deprecated */
  readonly version?: string;
  /** The form, `EnvironmentName` and `EnvironmentType` included. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Name or launch path of the portfolio. @default - the one whose rules accept the parameters */
  readonly portfolio?: string;
  /** The parameters of what runs under the name already: it keeps those that aren't given. @default - nothing does */
  readonly previous?: Readonly<Record<string, string>>;
}

/** A launch that Service Catalog can be asked for, in its own terms. */
export interface PreparedLaunch {
  readonly productId: string;
  readonly productName: string;
  readonly artifactId: string;
  readonly version: string;
  readonly pathId: string;
  readonly portfolio: string;
  readonly parameters: readonly UpdateProvisioningParameter[];
  /** Undefined where what runs keeps its own. */
  readonly tags: readonly Tag[] | undefined;
  /** What must be launched first, one sentence a tier; empty when nothing is missing, as far as can be seen. */
  readonly missingTiers: readonly string[];
}

/**
 * Finds everything that a launch needs, and refuses what can be seen to fail.
 *
 * @throws `CatalogError` `not-published`, `unknown-version`, `unknown-parameter`, `unknown-value`, `bad-value`, `no-portfolio`, …
 */
export async function prepareLaunch(shell: Shell, target: AwsTarget, request: LaunchRequest): Promise<PreparedLaunch> {
  const { product, previous } = request;
  const parameters = { ...previous, ...request.parameters };
  const serviceCatalog = await target.serviceCatalog();
  const published = await findPublished(serviceCatalog, product);
  const { Id: artifactId = '', Name: version = '' } = chooseVersion(published, request.version);
  const place = { accountId: await target.accountId(), region: target.region };
  const wish = { ...place, productId: published.productId, artifactId, parameters, portfolio: request.portfolio };
  const { pathId, portfolio, form } = await choosePortfolio(serviceCatalog, published.paths, wish);
  const template = releasedTemplate(shell, product, version);
  const asked = previous
    ? { parameters: updateParameters(form, request.parameters, new Set(Object.keys(previous))), tags: undefined }
    : { parameters: formParameters(form, parameters), tags: formTags(form, request.tags) };
  if (template) refuseBadValues(template, parameters);
  const imported = template ? importedNames({ template, parameters, ...place }) : [];
  const exported = imported.length > 0 ? await exportedNames(target) : undefined;
  return {
    productId: published.productId,
    productName: published.name,
    artifactId,
    version,
    pathId,
    portfolio,
    ...asked,
    missingTiers: exported ? missingTiers(imported, exported) : [],
  };
}
