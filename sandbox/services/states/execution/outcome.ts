import type { Json } from '../../../../catalog/template';

/**
 * Outcome of a phase of a state: the state is left with an output, for the state `next` or, without one, as the last of
 * its branch; or its branch goes on in it when the next phase is due; or once its children have ended.
 */
export type Outcome =
  | { readonly kind: 'left'; readonly output: Json; readonly next?: string }
  | { readonly kind: 'later' }
  | { readonly kind: 'children' };

/** Outcome of a state that is left. */
export function left(output: Json, next?: string): Outcome {
  return { kind: 'left', output, next };
}
