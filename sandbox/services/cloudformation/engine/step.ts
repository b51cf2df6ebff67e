import type { Continue } from '../../../kernel/jobs';

/** Result of a step of a stack operation: the next one comes after so many milliseconds, or there is none. */
export type StepResult = (Pick<Continue<unknown>, 'until'> & { readonly againMs: number }) | 'ended';

/** There is more to do. */
export const AT_ONCE: StepResult = { againMs: 0 };

/** Nothing to do but to ask pending resources again. */
export const WAIT: StepResult = { againMs: 20 };
