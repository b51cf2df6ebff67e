import type { ResourceChange, UpdateProvisioningParameter } from '@aws-sdk/client-service-catalog';
import { CatalogError } from '../../catalog/errors';
import { LAUNCHED_PRODUCT } from '../../catalog/release/pins';
import { type EvaluatedResource, type JsonObject, sameJson } from '../../catalog/template';
import { provisionedProductById } from '../aws/provisioned-product';
import { activeVersions } from '../aws/published-product';
import { createPlan, deletePlan } from '../launch/provisioning-plan';
import { evaluated } from './evaluated';
import { type LaunchedTier, lostTier, unknownTier } from './lost-tier';
import { type ProductPlan, productPlan, templatesOf } from './product-plan';
import { type RunningProduct, runningProduct } from './running-product';
import type { Session } from './session';
import { tierRequest } from './tier-answers';

/** An update of a product whose stack may launch others. */
export interface OuterUpdate {
  readonly running: RunningProduct;
  readonly to: string;
  /** The answers after the update. */
  readonly values: Readonly<Record<string, string>>;
  /** What AWS plans for the resources of the outer stack. */
  readonly changes: readonly ResourceChange[];
}

/**
 * What an update of an environment does inside its tiers, whose resources don't show in the environment's own plan.
 *
 * Each tier that changes is planned by AWS too, with the version and the answers that the environment's new template gives
 * it, and that plan is deleted: CloudFormation updates the tiers when the environment's plan is carried out. A tier that
 * can't be planned by itself yet, since it needs what an earlier tier is about to bring, is worked out here.
 *
 * @returns in the order in which tiers are launched; those that stay as they are have none
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-cloudformationprovisionedproduct.html
 */
export async function planTiers(
  session: Session,
  { running, to, values, changes }: OuterUpdate,
): Promise<ProductPlan[]> {
  const { after } = templatesOf(session, running, to);
  // Without the running answers the tiers' new ones would be guesses.
  const wanted = running.stack && after && evaluated(session, after, values, running.stackId)?.resources;
  const plans: ProductPlan[] = [];
  for (const change of changes) {
    if (change.ResourceType !== LAUNCHED_PRODUCT || change.Action === 'ADD') continue;
    const tier = await launchedTier(session, change);
    if (tier === undefined) continue;
    const resource = wanted?.[tier.logicalId];
    const fate = fateOf(change, tier.running, resource);
    if (fate !== undefined) plans.push(await lostTier(session, tier, fate));
    else if (resource) plans.push(...(await tierPlan(session, tier, resource.properties)));
    else plans.push(unknownTier(session, tier, 'unknown', [`${running.productName} ${to} can't be read here.`]));
  }
  const position = ({ product }: ProductPlan) => session.products.findIndex(({ name }) => name === product);
  return plans.sort((one, other) => position(one) - position(other));
}

async function launchedTier(session: Session, change: ResourceChange): Promise<LaunchedTier | undefined> {
  const { target, products } = session;
  const { LogicalResourceId: logicalId = '', PhysicalResourceId: id = '' } = change;
  const found = await provisionedProductById(await target.serviceCatalog(), id);
  return found && { logicalId, running: await runningProduct(target, found, products) };
}

/** Whether the tier itself goes: a replacement that AWS plans on a condition is one only under another name. */
function fateOf(
  { Action, Replacement }: ResourceChange,
  { name }: RunningProduct,
  wanted: EvaluatedResource | undefined,
): 'removal' | 'replacement' | undefined {
  if (Action === 'REMOVE') return 'removal';
  const isRenamed = wanted?.properties.ProvisionedProductName !== name;
  return Replacement === 'TRUE' || (Replacement === 'CONDITIONAL' && isRenamed) ? 'replacement' : undefined;
}

/** The plan of a tier that is updated in place; none where neither its version nor its answers change. */
async function tierPlan(session: Session, tier: LaunchedTier, properties: JsonObject): Promise<ProductPlan[]> {
  const { running, logicalId } = tier;
  const request = tierRequest(properties, running, (version) => templatesOf(session, running, version).after);
  const { version: to = running.version, values, unknown } = request;
  if (to === running.version && sameJson(values, running.stack?.parameters)) return [];
  const remarks = unknown.map((key) => `${key} is known only once other tiers are updated; the plan keeps its value.`);
  const planned = await changesByAws(session, running, to, request.parameters);
  const isPlanned = typeof planned !== 'string';
  if (!isPlanned) remarks.push(`Worked out here, since it can't be planned by itself yet: ${planned}`);
  if (!isPlanned && !templatesOf(session, running, to).after) return [unknownTier(session, tier, to, remarks)];
  const changes = isPlanned ? planned : undefined;
  return [productPlan(session, { running, tier: logicalId, to, values, changes, remarks })];
}

/** What AWS plans for the tier by itself, or why it can't. */
async function changesByAws(
  { target }: Session,
  { name, id, productId, pathId }: RunningProduct,
  to: string,
  parameters: readonly UpdateProvisioningParameter[],
): Promise<readonly ResourceChange[] | string> {
  try {
    const versions = await activeVersions(await target.serviceCatalog(), productId);
    const artifactId = versions.find(({ Name }) => Name === to)?.Id;
    if (artifactId === undefined) return `no version ${to} is offered to you.`;
    const plan = await createPlan({ target }, { name, id, productId, artifactId, pathId, parameters });
    if (plan.id !== undefined) await deletePlan(target, plan.id);
    return plan.changes;
  } catch (error) {
    if (error instanceof CatalogError || (error instanceof Error && '$fault' in error)) return error.message;
    throw error;
  }
}
