import type { Tag, UpdateProvisioningParameter } from '@aws-sdk/client-service-catalog';
import type { Product } from '../../catalog/product';
import { exportedNames } from '../aws/exports';
import { chooseVersion, findPublished } from '../aws/published-product';
import type { OperationContext } from '../context';
import { allProducts } from '../project/choose-product';
import { releasedTemplate } from '../project/released-template';
import { refuseWithoutBoundary } from '../running/permissions-boundary';
import { choosePortfolio } from './choose-portfolio';
import { type ForeseenTier, foreseeLaunch } from './foresee-launch';
import { type TypedLaunch, typedAnswers } from './launch-again';
import { formParameters, formTags, refuseBadValues, updateParameters } from './launch-form';
import { type MissingTier, missingTiers } from './missing-tiers';

/** Wish of a person that something be launched. */
export interface LaunchWish {
  readonly product: Pick<Product, 'id' | 'name'>;
  /** Of the provisioned product. */
  readonly name: string;
  /** @default - the newest that isn't deprecated */
  readonly version?: string | undefined;
  /** The form, `EnvironmentName` and `EnvironmentType` included. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Name or launch path of the portfolio. @default - the one whose rules accept the parameters */
  readonly portfolio?: string | undefined;
}

/** A launch that Service Catalog can be asked for, in its own terms. */
export interface PreparedLaunch {
  /** Of the provisioned product. */
  readonly name: string;
  readonly productId: string;
  readonly productName: string;
  readonly artifactId: string;
  readonly version: string;
  readonly pathId: string;
  readonly portfolio: string;
  readonly parameters: readonly UpdateProvisioningParameter[];
  /** Undefined where what runs keeps its own. */
  readonly tags: readonly Tag[] | undefined;
  /** Tiers that must be launched first; none when nothing is missing, as far as can be seen. */
  readonly missingTiers: readonly MissingTier[];
  /** Resources that AWS couldn't take back if the launch failed; see `ForeseenLaunch`. */
  readonly oneWay: readonly string[];
  /** Tiers that it launches itself; see `ForeseenLaunch`. */
  readonly tiers: readonly ForeseenTier[];
  /** The wish, for a command that asks for the same again. */
  readonly typed: TypedLaunch;
}

/**
 * Finds everything that a launch needs, and refuses what can be seen to fail.
 *
 * @param previous the parameters of what runs under the name already: it keeps those that aren't given
 * @throws `CatalogError` `not-published`, `unknown-version`, `unknown-parameter`, `unknown-value`, `bad-value`, `no-portfolio`, `no-boundary`, …
 */
export async function prepareLaunch(
  { project, target }: OperationContext,
  { product, name, version: wantedVersion, parameters: given, tags, portfolio: wantedPortfolio }: LaunchWish,
  previous?: Readonly<Record<string, string>>,
): Promise<PreparedLaunch> {
  const parameters = { ...previous, ...given };
  const serviceCatalog = await target.serviceCatalog();
  const published = await findPublished(serviceCatalog, product);
  const { Id: artifactId = '', Name: version = '' } = chooseVersion(published, wantedVersion);
  const { productId, name: productName } = published;
  const place = { accountId: await target.accountId(), region: target.region };
  const { pathId, portfolio, form } = await choosePortfolio(serviceCatalog, published.paths, {
    ...{ ...place, productId, artifactId, parameters, portfolio: wantedPortfolio },
  });
  const template = releasedTemplate(project, product, version);
  const asked = previous
    ? { parameters: updateParameters(form, given, new Set(Object.keys(previous))), tags: undefined }
    : { parameters: formParameters(form, parameters), tags: formTags(form, tags) };
  if (template) refuseBadValues(template, parameters);
  await refuseWithoutBoundary({ project, target }, `${productName} ${version}`, template);
  const products = await allProducts();
  const templateOf = (productName: string, of: string) => {
    const found = products.find((each) => each.name === productName);
    return found && releasedTemplate(project, found, of);
  };
  const { imports, oneWay, tiers } = template
    ? foreseeLaunch({ template, parameters, ...place, templateOf })
    : { imports: [], oneWay: [], tiers: [] };
  const exported = imports.length > 0 ? await exportedNames(target) : undefined;
  return {
    ...{ name, productId, productName, artifactId, version, pathId, portfolio, ...asked, oneWay, tiers },
    typed: { parameters: typedAnswers(given, template), version: wantedVersion, portfolio: wantedPortfolio, tags },
    missingTiers: exported ? missingTiers(imports, exported) : [],
  };
}
