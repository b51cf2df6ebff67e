import { listOf, type PolicyDocument, type PolicyStatement } from './document';

/**
 * A resource's policy without the accounts that its statements allow something: they hand the decision on to the account's
 * identity-based policies. What is left allows it to whom it names.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts
 */
export function namingPrincipals(policy: PolicyDocument): PolicyDocument {
  return { ...policy, Statement: listOf(policy.Statement).map(withoutAccounts) };
}

function withoutAccounts(statement: PolicyStatement): PolicyStatement {
  const { Principal } = statement;
  if (statement.Effect !== 'Allow' || Principal === undefined || Principal === '*') return statement;
  const named = listOf(Principal.AWS).filter((name) => !/^(\d{12}|arn:aws:iam::\d{12}:root)$/.test(name));
  return { ...statement, Principal: { ...Principal, AWS: named } };
}
