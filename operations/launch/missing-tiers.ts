import {
  evaluateTemplate,
  type ParameterValues,
  pseudoParameters,
  resolveParameters,
  type Template,
  TemplateError,
  UNRESOLVED,
} from '../../catalog/template';
import type { AwsTarget } from '../aws/aws-target';

/** What a template imports in the environment that it is launched for. */
export interface ImportQuestion {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
  readonly accountId: string;
  readonly region: string;
}

/**
 * The names of the exports that a launch with these parameters would import. A template that can't be evaluated with
 * them imports nothing: the launch itself will say why.
 */
export function importedNames({ template, parameters, accountId, region }: ImportQuestion): string[] {
  const names = new Set<string>();
  try {
    const resolved: ParameterValues = resolveParameters(template, parameters);
    evaluateTemplate(template, {
      parameters: resolved,
      pseudo: pseudoParameters({ accountId, region, stackName: 'launch' }),
      importValue: (name) => {
        names.add(name);
        return UNRESOLVED;
      },
    });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
  }
  return [...names];
}

/**
 * The tiers that must be launched first: those that export none of what is imported, and those that are there with
 * another environment type, in which case their type marker alone is missing.
 *
 * @param imported names of exports, `bellyfed:<environment>:<product>:<output>`
 * @param exported names of the exports that exist
 * @returns one sentence a tier
 */
export function missingTiers(imported: readonly string[], exported: ReadonlySet<string>): string[] {
  const tiers = new Map<string, { missing: string[]; present: number }>();
  for (const name of imported) {
    const [prefix, environment, product] = name.split(':');
    if (prefix !== 'bellyfed' || environment === undefined || product === undefined) continue;
    const key = `${environment}:${product}`;
    const tier = tiers.get(key) ?? { missing: [], present: 0 };
    if (exported.has(name)) tier.present += 1;
    else tier.missing.push(name);
    tiers.set(key, tier);
  }
  return [...tiers].flatMap(([key, { missing, present }]) => {
    const [environment = '', product = ''] = key.split(':');
    if (missing.length === 0) return [];
    if (present === 0) {
      return `${environment} has no ${product} yet: npm run catalog -- launch ${product} --environment ${environment} …`;
    }
    return `${environment}'s ${product} doesn't export ${missing.join(', ')}: it has another type, or an older version.`;
  });
}

/** Names of all the exports of the account and region; undefined where the caller may not list them. */
export async function exportedNames(target: AwsTarget): Promise<ReadonlySet<string> | undefined> {
  const exported = await exportedValues(target);
  return exported && new Set(exported.keys());
}

/** All the exports of the account and region, by name; undefined where the caller may not list them. */
export async function exportedValues(target: AwsTarget): Promise<ReadonlyMap<string, string> | undefined> {
  const cloudFormation = await target.cloudFormation();
  const values = new Map<string, string>();
  let token: string | undefined;
  try {
    do {
      const page = await cloudFormation.listExports({ NextToken: token });
      for (const { Name = '', Value = '' } of page.Exports ?? []) values.set(Name, Value);
      token = page.NextToken;
    } while (token !== undefined);
  } catch (error) {
    if (error instanceof Error && /^AccessDenied/.test(error.name)) return undefined;
    throw error;
  }
  return values;
}
