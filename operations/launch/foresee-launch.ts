import {
  deletionPolicyOf,
  type EvaluatedTemplate,
  evaluateTemplate,
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

/** Facts of a launch that its template tells before it begins. */
export interface ForeseenLaunch {
  /** Names of the exports that it imports. */
  readonly imports: readonly string[];
  /**
   * Logical ids of the resources that AWS couldn't take back if the launch failed after them, since they are made protected
   * from deletion; those of a tier behind its own: `Data.DatabaseCluster`.
   */
  readonly oneWay: readonly string[];
  /** Names of the provisioned products that it launches, in the order in which tiers build on each other. */
  readonly tiers: readonly string[];
}

/** Evaluates a template with its answers. One that can't be evaluated imports nothing: the launch itself will say why. */
export function foreseeLaunch(question: LaunchQuestion): ForeseenLaunch {
  const { template, parameters, accountId, region } = question;
  const names = new Set<string>();
  let oneWay: string[] = [];
  let tiers: string[] = [];
  try {
    const evaluated = evaluateTemplate(template, {
      parameters: resolveParameters(template, parameters),
      pseudo: pseudoParameters({ accountId, region, stackName: 'launch' }),
      importValue: (name) => {
        names.add(name);
        return UNRESOLVED;
      },
    });
    oneWay = [...protectedResources(evaluated), ...protectedInTiers(evaluated, question)];
    tiers = launchedNames(evaluated);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
  }
  return { imports: [...names], oneWay, tiers };
}

/** Resources that a failed creation would have to delete and can't; those that their deletion policy keeps aren't deleted. */
function protectedResources({ resources }: EvaluatedTemplate): string[] {
  return Object.entries(resources).flatMap(([logicalId, resource]) => {
    if (deletionPolicyOf(resource) === 'Retain') return [];
    const facts = refusedDeletions('stacks', resource.type);
    return facts.some((fact) => protects(fact, resource.properties)) ? [logicalId] : [];
  });
}

function launchedNames({ resources }: EvaluatedTemplate): string[] {
  return Object.values(resources).flatMap(({ type, properties: { ProvisionedProductName: name } }) =>
    type === LAUNCHED_PRODUCT ? (scalarText(name) ?? []) : [],
  );
}

function protectedInTiers({ resources }: EvaluatedTemplate, question: LaunchQuestion): string[] {
  return Object.entries(resources).flatMap(([logicalId, { type, properties }]) => {
    const [product, version] = [properties.ProductName, properties.ProvisioningArtifactName].map(scalarText);
    if (type !== LAUNCHED_PRODUCT || product === undefined || version === undefined) return [];
    const template = question.templateOf?.(product, version);
    if (!template) return [];
    const { values } = tierAnswers(properties, {}, template);
    return foreseeLaunch({ ...question, template, parameters: values }).oneWay.map((each) => `${logicalId}.${each}`);
  });
}
