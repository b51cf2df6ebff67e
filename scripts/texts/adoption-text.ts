import type { Adopted } from '../../operations/adopt/carry-out-adoption';
import { type Adoption, runsRelease } from '../../operations/adopt/plan-adoption';
import { comparisonText } from './comparison-text';

/** Text of the differences of a stack from the release that it is to run. */
export function adoptionText(adoption: Adoption): string {
  const { stackName, product, version, comparison } = adoption;
  if (runsRelease(adoption)) return `${stackName} runs ${product.id} ${version}.`;
  return comparisonText({ from: stackName, to: `${product.id} ${version}`, ...comparison });
}

/** Differences of a stack from the release, as `--json` prints them. */
export function adoptionJson({ name, stackName: stack, version, comparison }: Adoption) {
  return { name, stack, version, ...comparison };
}

/** Line for a stack that is adopted. */
export function adoptedText({ name, status, product, version, record }: Adopted): string {
  return `${name} is ${status} (${product} ${version}, record ${record}).`;
}

/** Text of what holds for an adopted stack from now on, and what its launch role needs. */
export function protectionText({ permissions }: Adopted): string {
  return [
    'Constraints of the portfolio hold from its next update on. Its stack is protected as the guard protects.',
    ...(permissions === undefined
      ? []
      : [
          `Before it is updated or terminated, its launch role must be allowed the stack's name:\n${permissions.command}`,
        ]),
  ].join('\n');
}

/** A stack that is adopted, as `--json` prints it. */
export function adoptedJson(adopted: Adopted) {
  return { ...adopted, permissions: adopted.permissions?.command };
}
