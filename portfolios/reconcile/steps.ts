import type { VersionStep } from './versions';

/** Something that CloudFormation can't do, and that the hub still lacks. */
export type Step = VersionStep;

/** A step as one line. */
export function describeStep({ product, version, from, to }: Step): string {
  return `${product} ${version}: ${from} → ${to}`;
}
