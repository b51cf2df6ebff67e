import { diff } from 'semver';
import type { Assumption, Verdicts } from '../assumption';
import type { CatalogCommand, CommandEnd } from '../catalog-command';
import { lastWords } from '../catalog-command';
import type { Place } from '../place';

/** Product of the catalog, as `catalog list --json` tells of it. */
export interface ListedProduct {
  readonly id: string;
  readonly name: string;
  readonly releases: readonly { readonly version: string; readonly status: string }[];
}

/** Second account, that portfolios are shared with. */
export interface SecondAccount {
  readonly place: Place;
  readonly catalog: CatalogCommand;
}

/** Run as its steps see it. */
export interface Course {
  readonly place: Place;
  readonly runId: string;
  readonly catalog: CatalogCommand;
  readonly products: readonly ListedProduct[];
  /** Undefined where none was given. */
  readonly second: SecondAccount | undefined;
  readonly began: Date;
  readonly signal: AbortSignal;
}

/** Step of the whole run. */
export interface Step {
  /** Kebab-case, unique. */
  readonly id: string;
  /** Thing that it does, as the report says it. */
  readonly title: string;
  readonly makes: string;
  /** Most that runs after it costs an hour, in US dollars. */
  readonly usdAnHour: number;
  /** Longest time that it takes. */
  readonly minutes: number;
  /** Steps that must have succeeded. */
  readonly needs: readonly string[];
  /** Whether all that it calls is answered by the sandbox. @default true */
  readonly runsInSandbox?: boolean;
  /** Whether it needs the second account. @default false */
  readonly needsSecond?: boolean;
  readonly assumptions: readonly Assumption[];
  /** @throws `StepFailure` */
  run(course: Course): Promise<Verdicts>;
}

/** Failure of a step, in the words of what failed, with what it says of assumptions nevertheless. */
export class StepFailure extends Error {
  override readonly name = 'StepFailure';

  constructor(
    message: string,
    readonly verdicts: Verdicts = {},
  ) {
    super(message);
  }
}

/** Runs a command that must succeed. @throws `StepFailure` with its last words */
export async function succeed(catalog: CatalogCommand, ...args: readonly string[]): Promise<CommandEnd> {
  const end = await catalog(...args);
  if (end.code !== 0) throw new StepFailure(`catalog ${args.join(' ')}: ${lastWords(end)}`);
  return end;
}

/** Names of the environments of a run: of its tiers launched one by one, of its whole one, of that in the second account. */
export function environmentsOf(runId: string): {
  readonly tiers: string;
  readonly whole: string;
  readonly shared: string;
} {
  const own = runId.replace('run-', '');
  return { tiers: `tiers-${own}`, whole: `whole-${own}`, shared: `share-${own}` };
}

/** Products that are launched one by one, in the order in which they need each other. */
export function tiersOf(products: readonly ListedProduct[]): readonly ListedProduct[] {
  return products.filter(({ id }) => id !== 'environment');
}

/** Version of an environment to go to from the newest: the active one before it; else the newest. */
export function versionBefore(product: ListedProduct): string {
  return activeVersions(product).at(-2) ?? newestVersion(product);
}

/**
 * Version of a tier to begin with: the newest active one of an earlier minor release, else the newest of all. Right before the
 * newest there may be one that differs from it by a patch alone, and that already imports what other tiers of before don't export.
 */
export function earlierMinor(product: ListedProduct): string {
  const newest = newestVersion(product);
  const isPatch = (version: string) => ['patch', null].includes(diff(version, newest));
  return activeVersions(product).findLast((version) => !isPatch(version)) ?? newest;
}

/** Newest active version. @throws `StepFailure` where there is none */
export function newestVersion(product: ListedProduct): string {
  const version = activeVersions(product).at(-1);
  if (version === undefined) throw new StepFailure(`${product.id} has no active release.`);
  return version;
}

function activeVersions({ releases }: ListedProduct): string[] {
  return releases.filter(({ status }) => status === 'active').map(({ version }) => version);
}
