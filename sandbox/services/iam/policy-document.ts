import * as permissions from '../../../catalog/permissions';
import { AwsError } from '../../kernel/aws-error';

/**
 * A policy document from its text.
 *
 * @param kind `identity`, `inline`: says what its holder may do; `trust`: says who may assume a role.
 * @throws AwsError `MalformedPolicyDocument`.
 */
export function readPolicy(text: string, kind: permissions.PolicyKind): permissions.PolicyDocument {
  const read = permissions.readPolicy(text, kind);
  if ('document' in read) return read.document;
  throw new AwsError('MalformedPolicyDocumentException', read.problems[0] ?? 'Syntax errors in policy.');
}

/** An identity-based policy from its text. @throws AwsError `MalformedPolicyDocument`. */
export function policyFrom(text: string): permissions.PolicyDocument {
  return readPolicy(text, 'identity');
}

/** A policy document as IAM answers it: its text, URL-encoded after RFC 3986. */
export function writePolicy(document: permissions.PolicyDocument): string {
  const encoded = encodeURIComponent(JSON.stringify(document));
  return encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Size of a policy that counts against IAM's limits: characters other than white space. */
export function policySize(document: permissions.PolicyDocument): number {
  return JSON.stringify(document).replace(/\s/g, '').length;
}
