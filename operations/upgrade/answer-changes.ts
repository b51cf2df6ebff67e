import { isNoEcho } from '../../catalog/template';
import { HIDDEN_VALUE } from '../running/hidden-value';
import type { ProductChange } from './product-change';

/** Answer that an update changes. A value that nobody may read is asterisks. */
export interface AnswerChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Answers that an update changes, in the form's order. None are known where the stack is closed to the caller. */
export function answerChanges({
  running: { stack },
  values,
}: Pick<ProductChange, 'running' | 'values'>): AnswerChange[] {
  return Object.entries(stack?.parameters ?? {}).flatMap(([name, before]) => {
    const after = values[name] ?? before;
    const isHidden = isNoEcho(stack?.template.Parameters?.[name]);
    return after === before ? [] : [{ name, before, after: isHidden ? HIDDEN_VALUE : after }];
  });
}
