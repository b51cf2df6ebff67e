import type { OperationEvent } from '../events';

/** Events for a line that the CDK CLI has printed: the line itself, and how far it says that it is. */
export function cdkEvents(text: string): OperationEvent[] {
  const line: OperationEvent = { type: 'line', source: 'cdk', text };
  const [, stack, done, of] = /^(\S+) \|\s*(\d+)\/(\d+) \|/.exec(text) ?? [];
  if (stack !== undefined) return [line, { type: 'count', subject: stack, done: Number(done), of: Number(of) }];
  const [, subject] = /^(\S+?):? (?:start: )?deploying\b/i.exec(text) ?? [];
  if (subject === undefined) return [line];
  return [line, { type: 'step', subject, text: `${subject}: deploying`, index: 0, of: 0 }];
}
