import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import { type EvaluatedResource, type JsonObject, sameJson, scalarText } from '../../catalog/template';
import type { Project } from '../context';
import type { Evaluate } from './evaluate-answers';
import { type ProductChange, versionChange } from './product-change';
import type { LaunchedTier } from './read-tiers';
import type { RunningProduct } from './running-product';
import { tierAnswers } from './tier-answers';

/**
 * Fate of a tier when its environment is updated.
 *
 * - `changes`: it is updated in place.
 * - `goes`: it is terminated, or left for another in its place.
 * - `unknown`: the environment's new template doesn't say, as far as it is known here.
 */
export type TierFate =
  | { readonly kind: 'changes'; readonly tier: LaunchedTier; readonly change: ProductChange }
  | { readonly kind: 'goes'; readonly tier: LaunchedTier; readonly by: 'removal' | 'replacement' }
  | { readonly kind: 'unknown'; readonly tier: LaunchedTier; readonly why: string };

/**
 * Decides by an environment's new template what becomes of its tiers.
 *
 * @param environment its change
 * @returns of each tier in its turn; a tier of which neither the version nor an answer changes has none
 */
export function decideTiers(
  project: Project,
  { running, to, values, templates: { after } }: ProductChange,
  tiers: readonly LaunchedTier[],
  evaluate: Evaluate,
): TierFate[] {
  // Without the running answers the tiers' new ones would be guesses.
  const wanted = running.stack && after && evaluate(after, values, running.stackId)?.resources;
  return tiers.flatMap((tier): TierFate[] => {
    const resource = wanted?.[tier.logicalId];
    const by = endOf(tier.planned, tier.running, resource);
    if (by !== undefined) return [{ kind: 'goes', tier, by }];
    if (!resource) return [{ kind: 'unknown', tier, why: `${running.productName} ${to} can't be read here.` }];
    const change = tierChange(project, tier, resource.properties);
    const stays = change.to === tier.running.version && sameJson(change.values, tier.running.stack?.parameters);
    return stays ? [] : [{ kind: 'changes', tier, change }];
  });
}

/** How the tier itself goes, if it does: a replacement that AWS plans on a condition is one only under another name. */
function endOf(
  { Action, Replacement }: ResourceChange,
  { name }: RunningProduct,
  wanted: EvaluatedResource | undefined,
): 'removal' | 'replacement' | undefined {
  if (Action === 'REMOVE') return 'removal';
  const isRenamed = wanted?.properties.ProvisionedProductName !== name;
  return Replacement === 'TRUE' || (Replacement === 'CONDITIONAL' && isRenamed) ? 'replacement' : undefined;
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
