import { usedText } from '../../operations/publish/carry-out-publish';
import type { PublishedRegion } from '../../operations/publish/deploy-region';
import { describeRecipient, describeStep } from '../../portfolios/reconcile/steps';

/** Changes that the CDK CLI would make, by all that it printed: without what it says on the way to them. */
export function cdkChangesText(output: string): string {
  return output
    .replace(/^(?:(?:start|success): |Hold on while ).*\n/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Lines that say what would be left to do in a region once its stacks are deployed. */
export function leftToDo({ steps, used, undeclared }: PublishedRegion): string[] {
  return [
    ...steps.map((step) => `Then ${describeStep(step)}`),
    ...used.map((each) => `${usedText(each)}.`),
    ...undeclared.map(
      ({ portfolio, share }) =>
        `${portfolio} stays shared with ${describeRecipient(share)}, which isn't declared; --prune ends that.`,
    ),
  ];
}
