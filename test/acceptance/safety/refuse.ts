import { CatalogError } from '../../../catalog/errors';
import type { Found } from './found';

/** Things named in a refusal, at most; the rest is counted. */
const NAMED = 10;

/**
 * Refuses to begin where anything of the catalog's names is there that this run didn't make.
 *
 * @throws `CatalogError` `in-use`, with what is there and whether it is of another run
 */
export function refuseInUse(found: readonly Found[], runId: string): void {
  const others = found.filter(({ run }) => run !== runId);
  if (others.length === 0) return;
  const named = others.slice(0, NAMED).map(({ kind, name }) => `${kind} ${name}`);
  const more = others.length > NAMED ? ` and ${others.length - NAMED} more` : '';
  throw new CatalogError(
    'in-use',
    `The catalog, or something of its names, is here already: ${named.join(', ')}${more}. A run makes and deletes ` +
      `what is called so, and nothing was begun. Take an account without it.${ofRuns(others)}`,
  );
}

function ofRuns(others: readonly Found[]): string {
  const runs = [...new Set(others.flatMap(({ run }) => run ?? []))].sort();
  if (runs.length === 0) return '';
  const told = runs.map((run) => `"npm run acceptance -- --only removal --run ${run}"`);
  return ` Some of it is of an earlier run: ${told.join(', ')} takes that away.`;
}

/**
 * Refuses an account other than the one that was typed.
 *
 * @throws `CatalogError` `not-confirmed`
 */
export function requireAccount(account: string, typed: string | undefined): void {
  if (typed === account) return;
  const got = typed === undefined || typed === '' ? 'nothing' : typed;
  throw new CatalogError('not-confirmed', `Nothing was made: the id of this account was asked for, got: ${got}.`);
}

/**
 * Refuses a region in which publishing would replace a role that the account's APIs log with: that setting exists once,
 * and would be another's.
 *
 * @throws `CatalogError` `logs-of-others`
 */
export function requireNoLogRole(roleArn: string | undefined, isOfRun: boolean): void {
  if (roleArn === undefined || roleArn === '' || isOfRun) return;
  throw new CatalogError(
    'logs-of-others',
    `API Gateway logs with ${roleArn.replace(/\d{12}/, '<account>')} in this region, which publishing the catalog would replace. ` +
      'Nothing was begun. Take another region or account.',
  );
}

/**
 * Refuses a place where the CDK can't publish yet: better now than hours later.
 *
 * @throws `CatalogError` `not-bootstrapped`
 */
export function requireBootstrap(version: string | undefined): void {
  if (version !== undefined) return;
  throw new CatalogError(
    'not-bootstrapped',
    'The CDK has not been set up in this account and region. Nothing was begun. Type "npx cdk bootstrap" with the same credentials, and then again.',
  );
}
