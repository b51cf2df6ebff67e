import { randomBytes } from 'node:crypto';
import { CatalogError } from '../../catalog/errors';
import type { OperationContext } from '../../operations/context';
import type { OperationEvent } from '../../operations/events';
import type { OperationView } from '../protocol';
import type { ProblemAnswer } from './api-problem';
import type { HeldPlan } from './plans';
import { withoutSecrets } from './without-secrets';

/** Operations that are remembered; of older ones AWS tells. */
const MOST = 100;

type Kept = Omit<OperationView, 'events' | 'next'> & { readonly events: OperationEvent[] };

/** Operations that this console has begun. Each goes on whoever looks at it, and whoever stops looking. */
export class RunningOperations {
  private readonly kept = new Map<string, Kept>();

  /** @param toProblem wording of an error that ended one */
  constructor(private readonly toProblem: (error: unknown) => Promise<ProblemAnswer>) {}

  /**
   * Carries a plan out, and returns at once.
   *
   * @returns id of the operation
   */
  start({ view, secrets, again, carryOut }: HeldPlan, context: Omit<OperationContext, 'events'>): string {
    const id = randomBytes(8).toString('hex');
    const events: OperationEvent[] = [];
    const { title, subject, region, command } = view;
    const facts = { id, title, subject, region, command, again, began: new Date().toISOString(), events };
    const keep = (more: Omit<Kept, keyof typeof facts>) => this.kept.set(id, { ...facts, ...more });
    let last = '';
    const emit = (event: OperationEvent) => {
      // A record is looked at several times a second, and says the same until it ends.
      if (event.type === 'record' && event.status === last) return;
      if (event.type === 'record') last = event.status;
      events.push(withoutSecrets(event, secrets));
    };
    keep({ status: 'running' });
    this.forgetOldest();
    const ended = () => new Date().toISOString();
    carryOut({ ...context, events: { wantsResources: true, emit } }).then(
      (outputs) => keep({ status: 'succeeded', ended: ended(), outputs: withoutSecrets(outputs, secrets) }),
      async (error: unknown) => {
        const { problem } = await this.toProblem(error);
        keep({ status: 'failed', ended: ended(), problem: withoutSecrets(problem, secrets) });
      },
    );
    return id;
  }

  /**
   * An operation with its events from the n-th on.
   *
   * @throws `CatalogError` `unknown-operation`
   */
  view(id: string, after: number): OperationView {
    const found = this.kept.get(id);
    if (!found) {
      throw new CatalogError(
        'unknown-operation',
        'This console knows of no such operation: it was started anew since.',
      );
    }
    return { ...found, events: found.events.slice(after), next: found.events.length };
  }

  /** All of them without their events, the newest first. */
  list(): readonly OperationView[] {
    return [...this.kept.values()].reverse().map((each) => ({ ...each, events: [], next: each.events.length }));
  }

  private forgetOldest(): void {
    for (const [id, { status }] of this.kept) {
      if (this.kept.size <= MOST) return;
      if (status !== 'running') this.kept.delete(id);
    }
  }
}
