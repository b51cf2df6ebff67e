import type { Product } from '../../catalog/product';

/**
 * Rules of the house that a template which wasn't written for this catalog is exempt from, and why. All other contracts
 * hold for it too: it is self-contained and deterministic, its form asks for the environment first and explains
 * every question, its exports are named and never empty, its launch role may do what its resources need, and its releases
 * never change.
 */
const exemptions = {
  shortForm: 'Its inputs were required in Proton: nobody knows a value for them, so name and type may not be enough.',
  examples: 'A schema gives no example of a value; a form without one is valid, but nothing can be tried with it.',
  security: "Its resources are as its author made them: cdk-nag's findings are for whoever takes it over to judge.",
  retention: 'Which of its resources outlive it is its author’s choice, written in the template or left out of it.',
  literals: 'It may name a region or a partition, which ties it to them; the catalog only sees it.',
  claims: 'What of the platform it provides is for whoever takes it over to say.',
  validation: "What AWS's validator warns of is in the template already: Proton deployed it like that.",
} as const;

/** Name of a rule that foreign templates are not held to. */
export type ForeignExemption = keyof typeof exemptions;

/** Whether a product is held to a rule that foreign templates may be exempt from. */
export function isHeldTo({ foreign }: Product, exemption: ForeignExemption | undefined): boolean {
  return foreign === undefined || exemption === undefined;
}
