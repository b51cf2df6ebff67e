/** Stands for the values of a key that nobody knows: the request may have it or not, with whatever value. */
export interface Unknown {
  readonly unknown: true;
}

export const UNKNOWN: Unknown = { unknown: true };

/**
 * The condition keys of a request, `aws:SourceAccount` and the like, in any case. A key that is not there is missing from
 * the request; one that may be there must be given as {@link UNKNOWN}.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export type RequestContext = Readonly<Record<string, string | readonly string[] | Unknown>>;

/** The values of a key: none when the request does not have it. */
export function contextValues(context: RequestContext, key: string): readonly string[] | Unknown {
  const wanted = key.toLowerCase();
  const value = Object.entries(context).find(([name]) => name.toLowerCase() === wanted)?.[1];
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
