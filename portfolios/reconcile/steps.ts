import type { Share, ShareStep } from './shares';
import type { VersionStep } from './versions';

/** Something that CloudFormation can't do, and that the hub still lacks. */
export type Step = VersionStep | ShareStep;

/** A step as one line. */
export function describeStep(step: Step): string {
  if (step.kind === 'version') return `${step.product} ${step.version}: ${step.from} → ${step.to}`;
  const { change, portfolio, share } = step;
  const sharing = { create: 'share with', update: 'share anew with', delete: 'end sharing with' }[change];
  return `${portfolio}: ${sharing} ${describeRecipient(share)}${change === 'delete' ? '' : describeContent(share)}`;
}

/** Whom a portfolio is shared with, as people say it. */
export function describeRecipient({ type, recipient }: Share): string {
  if (type === 'ORGANIZATION') return `organization ${recipient}`;
  return type === 'ORGANIZATIONAL_UNIT' ? `unit ${recipient}` : `account ${recipient}`;
}

function describeContent({ shareTagOptions, sharePrincipals }: Share): string {
  const content = [...(shareTagOptions ? ['TagOptions'] : []), ...(sharePrincipals ? ['principals'] : [])];
  return content.length > 0 ? `, ${content.join(' and ')} included` : '';
}
