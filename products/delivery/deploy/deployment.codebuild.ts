import { CatalogError } from '../../../catalog/errors';

/**
 * Names of what a pipeline may change: the tiers, in the order in which they depend on each other, and what launches
 * them all.
 */
const tiers = ['network', 'data', 'app', 'search', 'observability', 'environment'] as const;
export type Tier = (typeof tiers)[number];

/** Change that a deployment makes to one tier; all that it doesn't name stays as it is. */
export interface TierChange {
  readonly tier: Tier;
  /** Version of the product; the present one where it is left out. */
  readonly version?: string;
  /** Parameters by name, with their new values. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** They say which environment a tier is part of, so no deployment changes them. */
const fixedParameters = ['EnvironmentName', 'EnvironmentType'];

/**
 * Reads a `deployment.json`, which says what is to become of an environment's tiers:
 *
 * ```json
 * { "data": { "version": "1.1.0" }, "app": { "parameters": { "Image": "public.ecr.aws/nginx/nginx:1.29" } } }
 * ```
 *
 * @returns the changes, in the order in which tiers depend on each other
 * @throws `CatalogError` `bad-deployment`
 */
export function readDeployment(text: string): TierChange[] {
  const deployment = fields(parse(text), 'the file');
  const unknown = Object.keys(deployment).find((name) => !tiers.some((tier) => tier === name));
  if (unknown !== undefined) throw bad(`a tier is one of ${tiers.join(', ')}, got: ${unknown}`);
  return tiers.filter((tier) => tier in deployment).map((tier) => readChange(tier, deployment[tier]));
}

function readChange(tier: Tier, value: unknown): TierChange {
  const { version, parameters = {}, ...others } = fields(value, tier);
  const [other] = Object.keys(others);
  if (other !== undefined) throw bad(`${tier} has only version and parameters, got: ${other}`);
  if (version !== undefined && typeof version !== 'string') {
    throw bad(`${tier}.version must be text, got: ${JSON.stringify(version)}`);
  }
  const values = Object.entries(fields(parameters, `${tier}.parameters`)).map(([name, given]): [string, string] => {
    if (fixedParameters.includes(name)) throw bad(`${tier}.parameters can't change ${name}; leave it out`);
    if (typeof given !== 'string') throw bad(`${tier}.parameters.${name} must be text, got: ${JSON.stringify(given)}`);
    return [name, given];
  });
  return { tier, version, parameters: Object.fromEntries(values) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw bad(`it must be JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function fields(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw bad(`${where} must be an object, got: ${JSON.stringify(value)}`);
  }
  return { ...value };
}

function bad(problem: string): CatalogError {
  return new CatalogError('bad-deployment', `deployment.json: ${problem}.`);
}
