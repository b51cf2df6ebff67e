import {
  deletionPolicyOf,
  type EvaluatedTemplate,
  evaluateTemplate,
  isObject,
  type Json,
  LAUNCHED_PRODUCT,
  protects,
  pseudoParameters,
  refusedDeletions,
  resolveParameters,
  scalarText,
  type Template,
  TemplateError,
  UNRESOLVED,
} from '../../catalog/template';
import { tierAnswers } from '../upgrade/tier-answers';

/** A launch of a template with its answers, in an account and region. */
export interface LaunchQuestion {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
  readonly accountId: string;
  readonly region: string;
  /** Template of a version of a product that this one launches; undefined where it isn't known. @default - none is known */
  templateOf?(productName: string, version: string): Template | undefined;
}

/** Tier that a launch launches inside itself, by its released template: AWS's plan names the tier, and nothing in it. */
export interface ForeseenTier {
  /** Logical id in the launch's template. */
  readonly tier: string;
  /** Of its provisioned product; undefined where AWS gives it one. */
  readonly name?: string | undefined;
  readonly product: string;
  readonly version: string;
  /** Numbers of its resources, by type; undefined where its template isn't known, or can't be evaluated. */
  readonly resources: Readonly<Record<string, number>> | undefined;
  /** Questions of its form that the launch passes no answer on to: their defaults count. None where its template isn't known. */
  readonly unasked: readonly string[];
}

/** Facts of a launch that its template tells before it begins. */
export interface ForeseenLaunch {
  /** Names of the exports that it imports. */
  readonly imports: readonly string[];
  /**
   * Logical ids of the resources that AWS couldn't take back if the launch failed after them, since they are made protected
   * from deletion; those of a tier behind its own: `Data.DatabaseCluster`.
   */
  readonly oneWay: readonly string[];
  /** In the order in which tiers build on each other. */
  readonly tiers: readonly ForeseenTier[];
}

/** Evaluates a template with its answers. One that can't be evaluated imports nothing: the launch itself will say why. */
export function foreseeLaunch(question: LaunchQuestion): ForeseenLaunch {
  const imports = new Set<string>();
  const evaluated = evaluate(question, imports);
  const tiers = evaluated ? tiersOf(evaluated, question) : [];
  const ofTiers = tiers.flatMap(({ tier, oneWay }) => oneWay.map((each) => `${tier}.${each}`));
  return {
    imports: [...imports],
    oneWay: evaluated ? [...protectedResources(evaluated), ...ofTiers] : [],
    tiers: tiers.map(({ oneWay: _, ...tier }) => tier),
  };
}

/** @param imports gets the names of the exports that are imported */
function evaluate(
  { template, parameters, accountId, region }: LaunchQuestion,
  imports: Set<string>,
): EvaluatedTemplate | undefined {
  try {
    return evaluateTemplate(template, {
      parameters: resolveParameters(template, parameters),
      pseudo: pseudoParameters({ accountId, region, stackName: 'launch' }),
      importValue: (name) => {
        imports.add(name);
        return UNRESOLVED;
      },
    });
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

/** Resources that a failed creation would have to delete and can't; those that their deletion policy keeps aren't deleted. */
function protectedResources({ resources }: EvaluatedTemplate): string[] {
  return Object.entries(resources).flatMap(([logicalId, resource]) => {
    if (deletionPolicyOf(resource) === 'Retain') return [];
    const facts = refusedDeletions('stacks', resource.type);
    return facts.some((fact) => protects(fact, resource.properties)) ? [logicalId] : [];
  });
}

function tiersOf(
  { resources }: EvaluatedTemplate,
  question: LaunchQuestion,
): (ForeseenTier & Pick<ForeseenLaunch, 'oneWay'>)[] {
  return Object.entries(resources).flatMap(([tier, { type, properties }]) => {
    const { ProductName, ProvisioningArtifactName, ProvisionedProductName } = properties;
    const [product, version] = [ProductName, ProvisioningArtifactName].map(scalarText);
    if (type !== LAUNCHED_PRODUCT || product === undefined || version === undefined) return [];
    const template = question.templateOf?.(product, version);
    const asked = template && { ...question, template, parameters: tierAnswers(properties, {}, template).values };
    const evaluated = asked && evaluate(asked, new Set());
    return [
      {
        ...{ tier, name: scalarText(ProvisionedProductName), product, version },
        resources: evaluated && countByType(evaluated),
        unasked: unaskedOf(template, question.template.Resources[tier]?.Properties?.ProvisioningParameters),
        oneWay: asked ? foreseeLaunch(asked).oneWay : [],
      },
    ];
  });
}

/** @param answers of a tier as the launch's template lists them, those behind a condition too */
function unaskedOf(template: Template | undefined, answers: Json | undefined): string[] {
  const passed = new Set(keysIn(answers));
  return Object.keys(template?.Parameters ?? {}).filter((name) => !passed.has(name));
}

function keysIn(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (!isObject(value)) return [];
  const { Key, ...others } = value;
  return typeof Key === 'string' ? [Key] : Object.values(others).flatMap(keysIn);
}

function countByType({ resources }: EvaluatedTemplate): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of Object.values(resources)) counts[type] = (counts[type] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)));
}
