import { DetailedError, type Problem } from '../../catalog/detailed-error';

/** A tier of an environment that exports less than a launch imports. */
export interface MissingTier {
  readonly environment: string;
  /** Id of its product. */
  readonly product: string;
  /** Whether it exports something of what is imported: then it has another environment type, or an older version. */
  readonly isThere: boolean;
  /** Names of the exports that it lacks. */
  readonly exports: readonly string[];
}

/**
 * Tiers that must be launched first: those that export none of what is imported, and those that are there with another
 * environment type, in which case their type marker alone is missing.
 *
 * @param imported names of exports, `bellyfed:<environment>:<product>:<output>`
 * @param exported names of the exports that exist
 */
export function missingTiers(imported: readonly string[], exported: ReadonlySet<string>): MissingTier[] {
  const tiers = new Map<string, MissingTier>();
  for (const name of imported) {
    const [prefix, environment, product] = name.split(':');
    if (prefix !== 'bellyfed' || environment === undefined || product === undefined) continue;
    const key = `${environment}:${product}`;
    const { isThere, exports } = tiers.get(key) ?? { isThere: false, exports: [] };
    const isExported = exported.has(name);
    tiers.set(key, {
      ...{ environment, product },
      isThere: isThere || isExported,
      exports: isExported ? exports : [...exports, name],
    });
  }
  return [...tiers.values()].filter(({ exports }) => exports.length > 0);
}

/**
 * Refuses a launch that needs tiers which aren't there.
 *
 * @param environmentType of the launch, and so of the tiers that it needs
 * @throws `CatalogError` `missing-tiers`
 */
export function refuseMissingTiers(name: string, tiers: readonly MissingTier[], environmentType?: string): void {
  if (tiers.length === 0) return;
  const problems = tiers.map(problemOf);
  const first = tiers.find(({ isThere }) => !isThere);
  throw new DetailedError(
    'missing-tiers',
    `${name} needs what isn't there. ${problems.map(({ text }) => text).join(' ')}`,
    {
      problems,
      remedies: first && [
        {
          ...{ do: 'verb', verb: 'launch', operands: [first.product], label: `Launch ${first.product} first` },
          options: { environment: first.environment, ...(environmentType !== undefined && { type: environmentType }) },
        },
      ],
    },
  );
}

function problemOf({ environment, product, isThere, exports }: MissingTier): Problem {
  if (!isThere) return { text: `${environment} has no ${product} yet.` };
  return {
    text: `${environment}'s ${product} doesn't export ${exports.join(', ')}: it has another type, or an older version.`,
  };
}
