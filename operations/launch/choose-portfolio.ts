import type {
  DescribeProvisioningParametersCommandOutput,
  LaunchPathSummary,
  ServiceCatalog,
} from '@aws-sdk/client-service-catalog';
import { DetailedError } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { pseudoParameters } from '../../catalog/template/pseudo-parameters';
import { parseTemplateConstraint, ruleProblems } from '../../catalog/template/rules';
import { TemplateError } from '../../catalog/template/template-error';
import type { ParameterValues, TemplateParameter } from '../../catalog/template/types';
import { named } from '../nearest';

/** A launch path: a portfolio, and the form that it gives. */
export interface LaunchPath {
  readonly pathId: string;
  /** Name of the portfolio. */
  readonly portfolio: string;
  readonly form: DescribeProvisioningParametersCommandOutput;
}

/** Question of which portfolio to launch from. */
export interface PortfolioQuestion {
  readonly productId: string;
  readonly artifactId: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Name or id of the portfolio, when the person said one. */
  readonly portfolio: string | undefined;
  readonly accountId: string;
  readonly region: string;
}

/**
 * The portfolio to launch from: the one that was named, else the one whose rules accept the parameters.
 *
 * @throws `CatalogError` `unknown-portfolio`; `no-portfolio` with what each one's rules say; `several-portfolios`
 */
export async function choosePortfolio(
  serviceCatalog: ServiceCatalog,
  paths: readonly LaunchPathSummary[],
  question: PortfolioQuestion,
): Promise<LaunchPath> {
  const wanted =
    question.portfolio === undefined || paths.some(({ Id }) => Id === question.portfolio)
      ? paths.filter(({ Id }) => question.portfolio === undefined || Id === question.portfolio)
      : [named('portfolio', question.portfolio, paths, ({ Name }) => Name ?? '')];
  const judged = await Promise.all(
    wanted.map(async (summary) => {
      const path = await openPath(serviceCatalog, summary, question);
      return { path, problems: portfolioProblems(path.form, question) };
    }),
  );
  const accepting = judged.filter(({ problems }) => problems.length === 0);
  const [first, second] = accepting;
  if (first && (!second || question.portfolio !== undefined)) return first.path;
  const portfolios = accepting.map(({ path }) => path.portfolio).join(', ');
  if (first) {
    throw new DetailedError('several-portfolios', `Several portfolios offer this: ${portfolios}`, {
      remedies: accepting.map(({ path: { portfolio } }) => ({
        ...{ do: 'again', options: { portfolio }, label: `Launch from ${portfolio}` },
      })),
    });
  }
  const why = judged.map(({ path, problems }) => `${path.portfolio}: ${problems.join(' ')}`).join(' ');
  throw new CatalogError('no-portfolio', `No portfolio that is open to you accepts this launch. ${why}`);
}

async function openPath(
  serviceCatalog: ServiceCatalog,
  { Id: pathId = '', Name: portfolio = '' }: LaunchPathSummary,
  { productId, artifactId }: PortfolioQuestion,
): Promise<LaunchPath> {
  const form = await serviceCatalog.describeProvisioningParameters({
    ProductId: productId,
    ProvisioningArtifactId: artifactId,
    PathId: pathId,
  });
  return { pathId, portfolio, form };
}

/**
 * Objections of the portfolio's rules to the parameters; empty when they accept them. A form carries the rules as one
 * of its usage instructions, of the type `rules`.
 */
export function portfolioProblems(
  form: Pick<DescribeProvisioningParametersCommandOutput, 'UsageInstructions' | 'ProvisioningArtifactParameters'>,
  { parameters: given, accountId, region }: Pick<PortfolioQuestion, 'parameters' | 'accountId' | 'region'>,
): string[] {
  const rules = form.UsageInstructions?.find(({ Type }) => Type === 'rules')?.Value ?? '{}';
  const declared: Record<string, TemplateParameter> = {};
  const parameters: Record<string, ParameterValues[string]> = {};
  for (const { ParameterKey: key = '', ParameterType, DefaultValue } of form.ProvisioningArtifactParameters ?? []) {
    const type = ParameterType ?? 'String';
    const value = given[key] ?? DefaultValue ?? '';
    declared[key] = { Type: type };
    parameters[key] = /^List<|^CommaDelimitedList$/.test(type) ? value.split(',') : value;
  }
  const context = {
    parameters,
    template: { Parameters: declared, Resources: {} },
    pseudo: pseudoParameters({ accountId, region, stackName: 'launch' }),
  };
  return Object.values(parseRules(rules)).flatMap((rule) => {
    try {
      return ruleProblems(parseTemplateConstraint(JSON.stringify({ Rule: rule })), context);
    } catch (error) {
      // A rule that asks for what only AWS knows (`Fn::ValueOf`) is left to AWS, which judges all of them at the launch.
      if (error instanceof TemplateError) return [];
      throw error;
    }
  });
}

/** The rules by name. Their names are Service Catalog's own and not those that a template could have. */
function parseRules(text: string): Readonly<Record<string, unknown>> {
  const rules: unknown = JSON.parse(text);
  return typeof rules === 'object' && rules !== null ? { ...rules } : {};
}
