/** One or more of something, as policies write it. */
export type OneOrMore<T> = T | readonly T[];

/** Principals of a statement: everybody, or names by kind (`AWS`, `Service`, `Federated`, `CanonicalUser`). */
export type PrincipalElement = '*' | Readonly<Record<string, OneOrMore<string>>>;

/** `{ StringEquals: { 'aws:SourceAccount': '111122223333' } }`: operator, key, values. */
export type ConditionElement = Readonly<Record<string, Readonly<Record<string, OneOrMore<string | number | boolean>>>>>;

/**
 * A statement of an IAM policy, in IAM's own JSON.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: PrincipalElement;
  readonly NotPrincipal?: PrincipalElement;
  readonly Action?: OneOrMore<string>;
  readonly NotAction?: OneOrMore<string>;
  readonly Resource?: OneOrMore<string>;
  readonly NotResource?: OneOrMore<string>;
  readonly Condition?: ConditionElement;
}

/** An IAM policy. Without a version it is read as `2008-10-17`, which has no policy variables. */
export interface PolicyDocument {
  readonly Version?: '2012-10-17' | '2008-10-17';
  readonly Id?: string;
  readonly Statement: OneOrMore<PolicyStatement>;
}

/** The elements of something that policies write with or without a list around it. */
export function listOf<T>(value: OneOrMore<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function isList<T>(value: OneOrMore<T>): value is readonly T[] {
  return Array.isArray(value);
}
