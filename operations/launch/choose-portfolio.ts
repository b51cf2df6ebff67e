import type {
  DescribeProvisioningParametersCommandOutput,
  LaunchPathSummary,
  ServiceCatalog,
} from '@aws-sdk/client-service-catalog';
import { DetailedError } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { named } from '../nearest';
import { brokenRules, formRules } from './form-rules';

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

/** Objections of the portfolio's rules to the parameters; empty when they accept them. */
export function portfolioProblems(
  form: Pick<DescribeProvisioningParametersCommandOutput, 'UsageInstructions' | 'ProvisioningArtifactParameters'>,
  { parameters, accountId, region }: Pick<PortfolioQuestion, 'parameters' | 'accountId' | 'region'>,
): string[] {
  const asked = (form.ProvisioningArtifactParameters ?? []).map(
    ({ ParameterKey = '', ParameterType = 'String', DefaultValue }) =>
      [ParameterKey, { Type: ParameterType, Default: DefaultValue }] as const,
  );
  const place = { accountId, region };
  return brokenRules(formRules(form), { asked: Object.fromEntries(asked), given: parameters, place }).map(
    ({ text }) => text,
  );
}
