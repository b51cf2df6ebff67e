/** A finding of a checker that is accepted, and why. One that no longer occurs fails the product's tests. */
export interface Exception {
  /** The rule as its checker names it: `W3037`, `AwsSolutions-IAM5[Resource::*]`. */
  readonly rule: string;
  /** Logical id of the resource (or parameter, output…); `*` stands for any run of characters. */
  readonly logicalId: string;
  /** Why it is right here; a sentence for the reviewer. */
  readonly reason: string;
}

/** Findings of a checker once a product's exceptions are taken off. */
export interface Verdict<Finding> {
  /** Findings without an exception: to be mended, or accepted with a reason. */
  readonly open: readonly Finding[];
  /** Exceptions that no finding needs: to be removed. */
  readonly stale: readonly Exception[];
}

/** Takes a product's exceptions off a checker's findings. */
export function judge<Finding extends { readonly rule: string; readonly logicalId?: string }>(
  findings: readonly Finding[],
  exceptions: readonly Exception[],
): Verdict<Finding> {
  return {
    open: findings.filter((finding) => !exceptions.some((exception) => covers(exception, finding))),
    stale: exceptions.filter((exception) => !findings.some((finding) => covers(exception, finding))),
  };
}

/** Whether an exception is made for a finding: the same rule, at a logical id that it names. */
export function covers(
  exception: Exception,
  { rule, logicalId = '' }: { readonly rule: string; readonly logicalId?: string },
): boolean {
  return exception.rule === rule && matches(exception.logicalId, logicalId);
}

/** Whether a text matches a pattern in which `*` stands for any run of characters. */
function matches(pattern: string, text: string): boolean {
  const literal = pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`).test(text);
}
