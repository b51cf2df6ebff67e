import { usedText } from '../../operations/publish/carry-out-publish';
import type { PublishedRegion } from '../../operations/publish/deploy-region';
import { describeRecipient, describeStep } from '../../portfolios/reconcile/steps';

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
