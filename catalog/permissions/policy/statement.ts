import { conditionVerdict } from './conditions';
import type { RequestContext } from './context';
import { listOf, type PolicyDocument, type PolicyStatement } from './document';
import { matches, matchesWildcards } from './pattern';
import { fillVariables } from './variables';
import { not, some, type Verdict } from './verdict';

/** A statement together with what its policy says about all of them. */
export interface VersionedStatement {
  readonly statement: PolicyStatement;
  readonly version: string | undefined;
}

/** The statements of several policies; IAM takes them together, in no order. */
export function statementsOf(documents: readonly PolicyDocument[]): readonly VersionedStatement[] {
  return documents.flatMap(({ Version, Statement }) =>
    listOf(Statement).map((statement) => ({ statement, version: Version })),
  );
}

/** Whether the statement is about this action. Actions are compared without regard to case. */
export function isAboutAction({ Action, NotAction }: PolicyStatement, action: string): boolean {
  const wanted = action.toLowerCase();
  const named = listOf(Action ?? NotAction).some((each) => matchesWildcards(each.toLowerCase(), wanted));
  return NotAction === undefined ? named : !named;
}

/** Whether the statement is about this resource. Resources are compared with regard to case. */
export function isAboutResource(
  { statement: { Resource, NotResource }, version }: VersionedStatement,
  resource: string,
  context: RequestContext,
): Verdict {
  const named = some(
    listOf(Resource ?? NotResource).map((each) => {
      const filled = fillVariables(each, version, context);
      return 'unknown' in filled ? filled : matches(filled.pattern, resource);
    }),
  );
  return NotResource === undefined ? named : not(named);
}

/** Whether the statement's conditions hold. */
export function conditionsHold({ statement, version }: VersionedStatement, context: RequestContext): Verdict {
  return conditionVerdict(statement.Condition, version, context);
}
