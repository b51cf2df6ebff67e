import type { ProvisionedProductAttribute } from '@aws-sdk/client-service-catalog';
import type { Remedy, RemedyVerb } from '../../catalog/detailed-error';
import type { Template } from '../../catalog/template';
import { isNoEcho } from '../../catalog/template';
import type { AwsTarget } from '../aws/aws-target';
import { newestVersion, offeredVersions } from '../aws/published-product';
import { allProducts } from '../project/choose-product';
import { runningStack } from '../running/running-stack';
import { failureReasons } from '../running/stack-failure';
import { takingAway, wayOut } from '../running/way-out';
import { launchedFrom } from './launched-from';

/** Wish for a launch as somebody types it, as far as it is known. */
export interface TypedLaunch {
  /** The form, `EnvironmentName` and `EnvironmentType` included. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly version?: string | undefined;
  /** Name or launch path of the portfolio. */
  readonly portfolio?: string | undefined;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Stands in a command for what nobody knows, or nobody may see. */
const UNKNOWN = '…';

/**
 * Whether the first launch of something failed: AWS plans no update of it, since nothing of it ever ran.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ProvisionedProductAttribute.html
 */
export function failedAtFirst(
  found: Pick<ProvisionedProductAttribute, 'Status' | 'LastSuccessfulProvisioningRecordId'>,
): boolean {
  const { Status, LastSuccessfulProvisioningRecordId: succeeded } = found;
  return succeeded === undefined && (Status === 'ERROR' || Status === 'TAINTED');
}

/** Sentence on a first launch that failed: how it is, and the first reason. */
export async function firstFailure(target: AwsTarget, found: ProvisionedProductAttribute): Promise<string> {
  const { Name, Status, PhysicalId, LastRecordId: Id } = found;
  const serviceCatalog = await target.serviceCatalog();
  const { RecordDetail } = Id === undefined ? {} : await serviceCatalog.describeRecord({ Id });
  const errors = (RecordDetail?.RecordErrors ?? []).flatMap(({ Code, Description }) => Description ?? Code ?? []);
  const reason = await failureReasons(target, PhysicalId, { errors });
  return `${Name} is ${Status}, since its first launch failed: ${reason}`;
}

/**
 * Remedy for a first launch that failed, once its reason is mended: it is taken away, and launched again with the same
 * answers. What isn't a product of the catalog is only taken away.
 *
 * @param typed the launch, where it is known. @default - by the answers of its stack
 */
export async function launchingAgain(
  target: AwsTarget,
  found: ProvisionedProductAttribute,
  typed?: TypedLaunch,
): Promise<Remedy> {
  const { Name: name = '', ProductName, PhysicalId: stack } = found;
  const product = (await allProducts()).find((each) => each.name === ProductName);
  if (!product) return wayOut(target, name, stack);
  return {
    ...{ do: 'verb', label: 'Mend that, take it away, and launch it again' },
    ...launchVerb(product.id, name, typed ?? (await asLaunched(target, found))),
    first: await takingAway(target, name, stack),
  };
}

/** Answers as somebody types them: without those that are the form's defaults, and without what nobody may see. */
export function typedAnswers(answers: Readonly<Record<string, string>>, template: Template | undefined) {
  const { Parameters = {} } = template ?? {};
  const differing = Object.entries(answers).filter(([key, value]) => {
    const { Default } = Parameters[key] ?? {};
    return Default === undefined || String(Default) !== value;
  });
  return Object.fromEntries(differing.map(([key, value]) => [key, isNoEcho(Parameters[key]) ? UNKNOWN : value]));
}

/** Launch of something as its stack, its versions and its record tell; the portfolio only where there is a choice. */
async function asLaunched(target: AwsTarget, found: ProvisionedProductAttribute): Promise<TypedLaunch> {
  const { PhysicalId, ProductId = '', ProvisioningArtifactName: version, LastRecordId: Id } = found;
  const stack = PhysicalId === undefined ? undefined : await runningStack(target, PhysicalId);
  const serviceCatalog = await target.serviceCatalog();
  const newest = newestVersion(await offeredVersions(serviceCatalog, ProductId))?.Name;
  const { RecordDetail: record = {} } = Id === undefined ? {} : await serviceCatalog.describeRecord({ Id });
  const { portfolio, isOnlyOne } = await launchedFrom(target, record);
  return {
    parameters: stack ? typedAnswers(stack.parameters, stack.template) : {},
    ...(newest !== version && { version }),
    ...(portfolio !== '' && !isOnlyOne && { portfolio }),
  };
}

/** The verb that launches something as it was typed. */
export function launchVerb(
  id: string,
  name: string,
  { parameters, version, portfolio, tags = {} }: TypedLaunch,
): RemedyVerb {
  const { EnvironmentName: environment = UNKNOWN, EnvironmentType: type = UNKNOWN, ...others } = parameters;
  const pairs = (all: Readonly<Record<string, string>>) => Object.entries(all).map(([key, value]) => `${key}=${value}`);
  const options = { environment, type, version, portfolio, parameter: pairs(others), tag: pairs(tags) };
  const given = Object.entries(options).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return {
    ...{ verb: 'launch', operands: [id] },
    options: { ...Object.fromEntries(given), ...(name !== `${environment}-${id}` && { name }) },
  };
}
