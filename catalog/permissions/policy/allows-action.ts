import type { RequestContext } from './context';
import { listOf, type PolicyDocument } from './document';
import { covers, matchesWildcards, type Pattern, wildcards } from './pattern';
import { conditionsHold, isAboutAction, statementsOf, type VersionedStatement } from './statement';

/**
 * Whether the policies let somebody do this to some resource, in some circumstances: what can be asked before the
 * resources exist. True if an `Allow` is about the action, its conditions can hold, and no `Deny` takes all of it away.
 *
 * @param context what is known of the request. What it doesn't say is open: a condition on it can hold, and a `Deny` with
 *   such a condition need not.
 * @param boundary the permissions boundary, if there is one: then it must leave room for the action too.
 */
export function allowsAction(
  documents: readonly PolicyDocument[],
  action: string,
  { context = {}, boundary }: { readonly context?: RequestContext; readonly boundary?: PolicyDocument } = {},
): boolean {
  const about = statementsOf(documents).filter(({ statement }) => isAboutAction(statement, action));
  const denials = about.filter(({ statement }) => statement.Effect === 'Deny' && isUnconditional(statement));
  const allowed = about
    .filter((entry) => entry.statement.Effect === 'Allow' && canHold(entry, context))
    .some((entry) => !isTakenAway(entry, denials));
  return allowed && (boundary === undefined || allowsAction([boundary], action, { context }));
}

function isUnconditional({ Condition }: VersionedStatement['statement']): boolean {
  return Condition === undefined || Object.keys(Condition).length === 0;
}

/** Each condition is asked for itself, with only the keys that are known: what isn't known may be as it must. */
function canHold({ statement, version }: VersionedStatement, context: RequestContext): boolean {
  const known = new Set(Object.keys(context).map((key) => key.toLowerCase()));
  const judged = Object.entries(statement.Condition ?? {}).map(([operator, keys]) => {
    const ofKnown = Object.entries(keys).filter(([key]) => known.has(key.toLowerCase()));
    return [operator, Object.fromEntries(ofKnown)] as const;
  });
  const Condition = Object.fromEntries(judged);
  return conditionsHold({ statement: { ...statement, Condition }, version }, context) !== false;
}

/** Whether every resource of the statement is denied by one of the others. */
function isTakenAway({ statement }: VersionedStatement, denials: readonly VersionedStatement[]): boolean {
  const granted = statement.NotResource === undefined ? listOf(statement.Resource) : ['*'];
  return granted.every((resource) => denials.some((denial) => deniesAll(denial, resource)));
}

/** Whether the denial is about all that the resource pattern matches. Variables are left open, so they never are. */
function deniesAll({ statement: { Resource, NotResource } }: VersionedStatement, resource: string): boolean {
  const isOne = !/[*?$]/.test(resource);
  if (NotResource !== undefined) return isOne && !listOf(NotResource).some((each) => mayMatch(each, resource));
  return listOf(Resource).some((each) => !hasVariable(each) && covers(wildcards(each), patternOf(resource)));
}

function mayMatch(pattern: string, resource: string): boolean {
  return hasVariable(pattern) || matchesWildcards(pattern, resource);
}

function patternOf(resource: string): Pattern {
  return hasVariable(resource) ? wildcards('*') : wildcards(resource);
}

function hasVariable(text: string): boolean {
  return text.includes('${');
}
