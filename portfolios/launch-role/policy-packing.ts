import { CatalogError } from '../../catalog/errors';
import type { PolicyDocument, PolicyStatement } from '../../catalog/permissions';
import type { LaunchRoleStatement } from '../../catalog/product';
import { policyStatement } from './launch-statements';

/** Characters that a managed policy holds, without white space. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const POLICY_CHARACTERS = 6_144;

/** Managed policies that a role takes, less the one that all launch roles share. */
const POLICIES_PER_ROLE = 9;

/** The longest that the account's parts of an ARN get, so that what fits here fits everywhere. */
const longest = { partition: 'aws-us-gov', account: '0'.repeat(12) };

/**
 * Spreads statements over as few managed policies as taking each into the first that has room gives. Managed, since a
 * role's inline policies hold 10,240 characters in all, and ten managed ones 61,440.
 *
 * @param role name of the role, for messages
 * @throws `CatalogError` `launch-role-too-large`
 */
export function packStatements(role: string, statements: readonly LaunchRoleStatement[]): LaunchRoleStatement[][] {
  const policies: LaunchRoleStatement[][] = [];
  for (const statement of statements) {
    const roomy = policies.find((policy) => policyLength([...policy, statement]) <= POLICY_CHARACTERS);
    if (roomy) roomy.push(statement);
    else policies.push([statement]);
    const alone = policyLength([statement]);
    if (alone > POLICY_CHARACTERS) {
      throw new CatalogError(
        'launch-role-too-large',
        `${role}: a policy holds ${POLICY_CHARACTERS} characters, statement ${statement.Sid} has ${alone}; divide it.`,
      );
    }
  }
  if (policies.length > POLICIES_PER_ROLE) {
    throw new CatalogError(
      'launch-role-too-large',
      `${role}: a launch role takes ${POLICIES_PER_ROLE} policies of ${POLICY_CHARACTERS} characters, its statements fill ` +
        `${policies.length}; merge statements that share their resources.`,
    );
  }
  return policies;
}

/** A policy document. */
export function policyDocument(statements: readonly PolicyStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

function policyLength(statements: readonly LaunchRoleStatement[]): number {
  return JSON.stringify(policyDocument(statements.map((statement) => policyStatement(statement, longest)))).length;
}
