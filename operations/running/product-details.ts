import type { ProvisionedProductAttribute } from '@aws-sdk/client-service-catalog';
import type { Remedy } from '../../catalog/detailed-error';
import { isNoEcho } from '../../catalog/template/no-echo';
import type { AwsTarget } from '../aws/aws-target';
import { offeredVersions } from '../aws/published-product';
import type { OperationContext } from '../context';
import { failedAtFirst } from '../launch/launch-again';
import { allProducts } from '../project/choose-product';
import { type VersionState, versionState } from '../upgrade/version-state';
import { isWhole, namedProducts } from './find-launched';
import { HIDDEN_VALUE } from './hidden-value';
import { type LaunchedProduct, summaryOf, unguardedAmong } from './launched-products';
import { nextSteps } from './next-steps';
import { stackProtection } from './protected-resources';
import { stackLeftovers } from './retained-resources';
import { runningStack } from './running-stack';
import { stackFailure } from './stack-failure';
import { type StackUser, stackUsers } from './stack-users';

/** Answers to the form of something launched, by parameter, defaults included; hidden ones as asterisks. */
export type GivenAnswers = Readonly<Record<string, string>>;

/** A provisioned product with all that is known of it. */
export interface ProductDetails extends LaunchedProduct, VersionState {
  readonly statusMessage: string | undefined;
  /** The first failure of its stack, where it is TAINTED or in ERROR. */
  readonly failure: string | undefined;
  /** ARN. */
  readonly stack: string | undefined;
  readonly lastRecord: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** Absent where the caller may not read the stack. */
  readonly answers?: GivenAnswers;
  /** Name of the environment that launched it. */
  readonly environment?: string;
  /** Others of the environment that it is: the tiers that it launched, and what was launched beside them. */
  readonly tiers?: readonly LaunchedProduct[];
  /** Readers of what it exports, none of its own tiers among them. */
  readonly users: readonly StackUser[];
  /** Stacks and resources that refuse to be deleted, tiers' included. */
  readonly protected: readonly string[];
  /** Steps that are likely now, the likeliest first. */
  readonly next: readonly Remedy[];
}

/** An environment that wasn't launched as one: what there is of it. */
export interface EnvironmentDetails {
  /** Of the environment. */
  readonly name: string;
  readonly products: readonly LaunchedProduct[];
  readonly next: readonly Remedy[];
}

/**
 * Details of what a name stands for: of one provisioned product; of an environment, those of the product that launched it as
 * one, or else what there is of it.
 *
 * @throws `CatalogError` `unknown-provisioned-product` with the nearest name
 */
export async function namedDetails(
  { target }: Pick<OperationContext, 'target'>,
  name: string,
): Promise<ProductDetails | EnvironmentDetails> {
  const { found, isEnvironment, all, environments } = await namedProducts(target, name);
  const [one, ...beside] = found;
  if (!(await isWhole(one)) && isEnvironment) {
    const next: Remedy[] = [
      { do: 'verb', verb: 'status', operands: [one.Name ?? ''], label: 'See more of one of them, as in' },
      {
        do: 'verb',
        verb: 'upgrade',
        operands: [name],
        options: { plan: true },
        label: 'See what upgrading them would do',
      },
    ];
    const lacking = await unguardedAmong(target, found);
    return { name, products: found.map((each) => summaryOf(each, lacking)), next };
  }
  const order = (await allProducts()).map((product) => product.name);
  const inside = all
    .filter(({ Id = '' }) => environments.get(Id)?.Id === one.Id)
    .sort((first, second) => order.indexOf(first.ProductName ?? '') - order.indexOf(second.ProductName ?? ''));
  const environment = environments.get(one.Id ?? '')?.Name;
  const others = [...inside, ...beside];
  const lacking = await unguardedAmong(target, [one, ...others]);
  const offered = await offeredVersions(await target.serviceCatalog(), one.ProductId ?? '');
  const state = await versionState(target, one, offered);
  const within = environment === undefined ? {} : { environment };
  return {
    ...summaryOf(one, lacking),
    ...state,
    ...within,
    ...(await stackDetails(target, one)),
    ...(others.length > 0 && { tiers: others.map((each) => summaryOf(each, lacking)) }),
    next: await nextSteps(target, one, { ...state, ...within }),
  };
}

async function stackDetails(target: AwsTarget, found: ProvisionedProductAttribute) {
  const { PhysicalId: stack, Status, StatusMessage: statusMessage, LastRecordId: lastRecord } = found;
  const failed = failedAtFirst(found) || Status === 'TAINTED' || Status === 'ERROR';
  const [running, leftovers] = await Promise.all([
    stack === undefined ? undefined : runningStack(target, stack),
    stack === undefined ? undefined : stackLeftovers(target, stack),
  ]);
  const protection = leftovers && (await stackProtection(target, leftovers));
  return {
    ...{ statusMessage, stack, lastRecord },
    failure: failed && stack !== undefined ? await stackFailure(target, stack) : undefined,
    tags: Object.fromEntries((found.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
    ...(running && { answers: answersOf(running) }),
    users: leftovers ? await stackUsers(target, leftovers.stacks) : [],
    protected: [...(protection?.stacks ?? []), ...(protection?.resources ?? []).map(({ logicalId }) => logicalId)],
  };
}

/** Answers that a stack was given; those that its template hides as asterisks, whatever AWS shows. */
function answersOf({ parameters, template }: NonNullable<Awaited<ReturnType<typeof runningStack>>>): GivenAnswers {
  const shown = Object.entries(parameters).map(([key, value]) => [
    key,
    isNoEcho(template.Parameters?.[key]) ? HIDDEN_VALUE : value,
  ]);
  return Object.fromEntries(shown);
}
