import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import { CatalogError } from '../../catalog/errors';
import { type EvaluatedResource, type JsonObject, sameJson, scalarText } from '../../catalog/template';
import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';
import { createPlan, deletePlan } from '../aws/aws-plan';
import type { AwsTarget } from '../aws/aws-target';
import { provisionedProductById } from '../aws/provisioned-product';
import { activeVersions } from '../aws/published-product';
import type { PlanningContext, Project } from '../context';
import { allProducts } from '../project/choose-product';
import { stackResources } from '../running/running-stack';
import type { Evaluate } from './evaluate-answers';
import { foreseeChanges } from './foresee-changes';
import { judgeProduct, type ProductUpdate } from './judge-product';
import { judgeLostTier, judgeUnknownTier, type LaunchedTier } from './judge-unplanned-tier';
import { type ProductChange, versionChange } from './product-change';
import { type RunningProduct, runningProduct } from './running-product';
import { tierAnswers } from './tier-answers';

/**
 * Effects of an environment's update inside its tiers, whose resources don't show in the environment's own plan.
 *
 * Each tier that changes is planned by AWS too, with the version and the answers that the environment's new template gives
 * it, and that plan is deleted: CloudFormation updates the tiers when the environment's plan is carried out. A tier that
 * can't be planned by itself yet, since it needs what an earlier tier is about to bring, is worked out here.
 *
 * @param environment change of a product whose stack may have launched others
 * @param changes what AWS plans for the resources of its stack
 * @returns in the order in which tiers are launched; those that stay as they are have none
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-cloudformationprovisionedproduct.html
 */
export async function planTiers(
  context: PlanningContext,
  { running, to, values, templates: { after } }: ProductChange,
  changes: readonly ResourceChange[],
  evaluate: Evaluate,
): Promise<ProductUpdate[]> {
  // Without the running answers the tiers' new ones would be guesses.
  const wanted = running.stack && after && evaluate(after, values, running.stackId)?.resources;
  const updates: ProductUpdate[] = [];
  for (const change of changes) {
    if (change.ResourceType !== LAUNCHED_PRODUCT || change.Action === 'ADD') continue;
    const tier = await launchedTier(context.target, change);
    if (tier === undefined) continue;
    const resource = wanted?.[tier.logicalId];
    const fate = fateOf(change, tier.running, resource);
    if (fate !== undefined) updates.push(await lostTier(context.target, tier, fate));
    else if (resource) updates.push(...(await planTier(context, tier, resource.properties, evaluate)));
    else updates.push(judgeUnknownTier(tier, 'unknown', [`${running.productName} ${to} can't be read here.`]));
  }
  const order = (await allProducts()).map(({ name }) => name);
  return updates.sort((one, other) => order.indexOf(one.product) - order.indexOf(other.product));
}

async function launchedTier(target: AwsTarget, change: ResourceChange): Promise<LaunchedTier | undefined> {
  const { LogicalResourceId: logicalId = '', PhysicalResourceId: id = '' } = change;
  const found = await provisionedProductById(await target.serviceCatalog(), id);
  return found && { logicalId, running: await runningProduct(target, found) };
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

async function lostTier(
  target: AwsTarget,
  tier: LaunchedTier,
  fate: 'removal' | 'replacement',
): Promise<ProductUpdate> {
  const { stack, stackId } = tier.running;
  return judgeLostTier(tier, fate, stack ? await stackResources(target, stackId) : []);
}

/** Plans a tier that is updated in place; nothing where neither its version nor its answers change. */
async function planTier(
  context: PlanningContext,
  tier: LaunchedTier,
  properties: JsonObject,
  evaluate: Evaluate,
): Promise<ProductUpdate[]> {
  const { running } = tier;
  const change = tierChange(context.project, tier, properties);
  if (change.to === running.version && sameJson(change.values, running.stack?.parameters)) return [];
  const planned = await changesByAws(context, change);
  if (typeof planned !== 'string') return [judgeProduct(change, { source: 'aws', changes: planned })];
  const remarks = [...change.remarks, `Worked out here, since it can't be planned by itself yet: ${planned}`];
  if (!change.templates.after) return [judgeUnknownTier(tier, change.to, remarks)];
  const changes = foreseeChanges(change, evaluate);
  return [judgeProduct({ ...change, remarks }, { source: 'foreseen', changes })];
}

/** Change of a tier that its environment's new template asks for. */
function tierChange(
  project: Project,
  { running, logicalId: tier }: LaunchedTier,
  properties: JsonObject,
): ProductChange {
  const to = scalarText(properties.ProvisioningArtifactName) ?? running.version;
  const change = versionChange(project, running, to);
  const { unknown, ...answers } = tierAnswers(properties, running.stack?.parameters ?? {}, change.templates.after);
  const remarks = unknown.map((key) => `${key} is known only once other tiers are updated; the plan keeps its value.`);
  return { ...change, tier, ...answers, remarks };
}

/** Changes that AWS plans for the tier by itself, or why it can't. */
async function changesByAws(
  context: PlanningContext,
  { running: { name, id, productId, pathId }, to, parameters }: ProductChange,
): Promise<readonly ResourceChange[] | string> {
  const { target } = context;
  try {
    const versions = await activeVersions(await target.serviceCatalog(), productId);
    const artifactId = versions.find(({ Name }) => Name === to)?.Id;
    if (artifactId === undefined) return `no version ${to} is offered to you.`;
    const plan = await createPlan(context, { name, id, productId, artifactId, pathId, parameters });
    if (plan.id !== undefined) await deletePlan(target, plan.id);
    return plan.changes;
  } catch (error) {
    if (error instanceof CatalogError || (error instanceof Error && '$fault' in error)) return error.message;
    throw error;
  }
}
