import {
  type EvaluatedTemplate,
  evaluateTemplate,
  LAUNCHED_PRODUCT,
  pseudoParameters,
  resolveParameters,
  scalarText,
  TemplateError,
  UNRESOLVED,
} from '../../catalog/template';
import { tierAnswers } from '../upgrade/tier-answers';
import type { LaunchQuestion } from './foresee-launch';

/** Tier that a launch launches inside itself, by its released template: AWS's plan names the tier, and nothing in it. */
export interface ForeseenTier {
  /** Logical id in the launch's template. */
  readonly tier: string;
  readonly product: string;
  readonly version: string;
  /** Numbers of its resources, by type. */
  readonly resources: Readonly<Record<string, number>>;
}

/** Tiers of a launch with what each would create; without those whose templates aren't known, or can't be evaluated. */
export function foreseeTiers(question: LaunchQuestion): ForeseenTier[] {
  return Object.entries(evaluated(question)?.resources ?? {}).flatMap(([tier, { type, properties }]) => {
    const [product, version] = [properties.ProductName, properties.ProvisioningArtifactName].map(scalarText);
    if (type !== LAUNCHED_PRODUCT || product === undefined || version === undefined) return [];
    const template = question.templateOf?.(product, version);
    const inside =
      template && evaluated({ ...question, template, parameters: tierAnswers(properties, {}, template).values });
    return inside ? [{ tier, product, version, resources: countByType(inside) }] : [];
  });
}

function evaluated({ template, parameters, accountId, region }: LaunchQuestion): EvaluatedTemplate | undefined {
  try {
    return evaluateTemplate(template, {
      parameters: resolveParameters(template, parameters),
      pseudo: pseudoParameters({ accountId, region, stackName: 'launch' }),
      importValue: () => UNRESOLVED,
    });
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

function countByType({ resources }: EvaluatedTemplate): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of Object.values(resources)) counts[type] = (counts[type] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)));
}
