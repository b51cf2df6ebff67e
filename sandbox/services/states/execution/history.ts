import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Rows } from '../../../store/rows';
import { history } from '../state';

/** Events that an execution's history has at the most: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MOST_EVENTS = 25_000;

/** Event before it has a number. */
export type NewEvent = Omit<HistoryEvent, 'id' | 'previousEventId' | 'timestamp'>;

/** Thrown where only the event is left that ends the execution. */
export class HistoryFull extends Error {}

/** History of an execution, to which events are added. */
export class History {
  private last: number;

  constructor(
    private readonly db: Rows,
    private readonly arn: string,
    private readonly now: Date,
  ) {
    const [row] = db.list(history, [arn], { reverse: true, limit: 1 });
    this.last = Number(row?.key[1] ?? 0);
  }

  /**
   * Adds an event, and answers its number.
   *
   * @throws HistoryFull
   */
  add(previousEventId: number, event: NewEvent): number {
    if (this.last + 1 >= MOST_EVENTS) throw new HistoryFull();
    return this.write(previousEventId, event);
  }

  /** Adds the event that ends the execution, for which there is always room. */
  end(previousEventId: number, event: NewEvent): void {
    this.write(previousEventId, event);
  }

  private write(previousEventId: number, event: NewEvent): number {
    this.last += 1;
    this.db.put(history, [this.arn, this.last], { ...event, id: this.last, previousEventId, timestamp: this.now });
    return this.last;
  }
}
