import type { PolicyDocument } from './document';
import { identityProblems } from './identity-problems';
import { trustProblems } from './trust-problems';

/**
 * An identity-based policy says what its bearer may do, an inline one as part of its bearer; a trust policy says who may assume a
 * role.
 */
export type PolicyKind = 'identity' | 'inline' | 'trust';

/**
 * Problems that IAM finds in a policy, in IAM's words: the message of the error `MalformedPolicyDocument`, which IAM
 * answers with the first of them. Empty for a policy that it takes.
 *
 * @param document the policy as parsed from JSON.
 */
export function policyProblems(document: unknown, kind: PolicyKind): string[] {
  return kind === 'trust' ? trustProblems(document) : identityProblems(document, kind);
}

/** A policy that IAM takes, or what it finds wrong with it: one thing at least. */
export type ReadPolicy = { readonly document: PolicyDocument } | { readonly problems: readonly string[] };

/** Reads a policy from the text that a caller sends, as `CreateRole`, `PutRolePolicy` and their like do. */
export function readPolicy(text: string, kind: PolicyKind): ReadPolicy {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { problems: [kind === 'trust' ? 'This policy contains invalid Json' : 'Syntax errors in policy.'] };
  }
  if (isPolicy(document, kind)) return { document };
  return { problems: policyProblems(document, kind) };
}

function isPolicy(document: unknown, kind: PolicyKind): document is PolicyDocument {
  return policyProblems(document, kind).length === 0;
}
