import { defineTable, type Row, type Store } from '../store/store';
import { StoreFailure } from '../store/store-failure';
import type { SandboxParts, Work } from './work';

/** Work that outlives the call that asked for it, kept in the store: a kill loses none, a restart goes on with it. */
interface Job {
  readonly kind: string;
  readonly payload: unknown;
  /** Milliseconds that it waits for its step; absent in a state of an earlier release. */
  readonly afterMs?: number;
}

/** Answer of a step that isn't the last: go on later with this payload. */
export interface Continue<P> {
  readonly payload: P;
  /** Milliseconds to wait before the next step; default 0. */
  readonly afterMs?: number;
  /** Something outside the state to wait for too. It isn't kept: after a restart the next step comes without it. */
  readonly until?: Promise<unknown>;
  /** Payload of the next step where `until` fails, which is reported. Without it the job ends. */
  readonly otherwise?: (reason: string) => P;
}

/** One step of a job: synchronous, one transaction. A step that throws is a defect: it is reported and the job ends. */
export type JobHandler<P> = (payload: P, work: Work) => Continue<P> | undefined;

/** When a job is due, and its number. */
type JobKey = readonly [due: number, number: number];

/** Jobs by their keys. */
const jobs = defineTable<Job>('sandbox/jobs');
const sequence = defineTable<number>('sandbox/job-sequence');

/** Jobs that make a step in one commit at the most. */
const STEPS_AT_ONCE = 64;

/** Milliseconds that a timer of Node takes; it fires at once where there are more. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Runs jobs one step at a time; the steps of different jobs take turns. */
export class JobQueue {
  // biome-ignore lint/suspicious/noExplicitAny: each handler knows its own payload; the queue keeps them apart by kind.
  private readonly handlers = new Map<string, JobHandler<any>>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private stopped = true;
  /** Numbers of the jobs that wait for something outside the state. */
  private readonly waiting = new Set<number>();
  private latest = 0;
  private setBack = 0;

  constructor(
    private readonly store: Store,
    private readonly parts: () => SandboxParts,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Names what a kind of job does. Before `start`. */
  handle<P>(kind: string, handler: JobHandler<P>): void {
    if (this.handlers.has(kind)) throw new Error(`two handlers for the job kind ${kind}`);
    this.handlers.set(kind, handler);
  }

  /** Adds a job, as part of the transaction under way. It takes its first step after the commit. */
  enqueue(kind: string, payload: unknown, afterMs = 0): void {
    this.add(kind, payload, afterMs);
  }

  private add(kind: string, payload: unknown, afterMs: number): JobKey {
    if (!this.handlers.has(kind)) throw new Error(`no handler for the job kind ${kind}`);
    const number = (this.store.get(sequence, []) ?? 0) + 1;
    this.store.put(sequence, [], number);
    const key: JobKey = [this.now() + afterMs, number];
    this.store.put(jobs, key, { kind, payload, afterMs });
    return key;
  }

  /** Starts taking steps, first those that a killed sandbox left. */
  start(): void {
    this.stopped = false;
    this.running = this.rescheduled().finally(() => {
      this.running = undefined;
      this.wake();
    });
  }

  /** Brings nearer what is due later than it was ever to wait: the clock was set back since. */
  private async rescheduled(): Promise<void> {
    const late = this.store
      .list(jobs)
      .filter(({ key, value: { afterMs } }) => afterMs !== undefined && Number(key[0]) > this.now() + afterMs);
    if (late.length === 0) return;
    await this.store.transact(() => {
      for (const { key, value } of late) {
        this.store.remove(jobs, key);
        this.store.put(jobs, [this.now() + (value.afterMs ?? 0), Number(key[1])], value);
      }
    });
  }

  /** Milliseconds of a clock that goes on where the machine's is set back. */
  private now(): number {
    const now = Date.now();
    if (now < this.latest) this.setBack += this.latest - now;
    this.latest = now;
    return now + this.setBack;
  }

  /** Looks for due jobs: called after every commit. */
  wake(): void {
    if (this.stopped || this.running) return;
    this.running = this.runDue().finally(() => {
      this.running = undefined;
      this.sleep();
    });
  }

  /** Takes no further step; resolves when the step under way has ended. What is left stays in the store. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private sleep(): void {
    clearTimeout(this.timer);
    if (this.stopped) return;
    const [next] = this.first(1);
    if (!next) return;
    const left = Math.max(0, Number(next.key[0]) - this.now());
    this.timer = setTimeout(() => this.wake(), Math.min(left, LONGEST_TIMER));
  }

  private async runDue(): Promise<void> {
    while (!this.stopped) {
      const now = this.now();
      const due = this.first(STEPS_AT_ONCE).filter(({ key }) => Number(key[0]) <= now);
      if (due.length === 0) return;
      await Promise.all(due.map(({ key, value }) => this.step(key, value)));
    }
  }

  /** The jobs that come first, without those that wait. */
  private first(limit: number): Row<Job>[] {
    const rows = this.store.list(jobs, [], { limit: limit + this.waiting.size });
    return rows.filter(({ key }) => !this.waiting.has(Number(key[1]))).slice(0, limit);
  }

  private async wait(key: JobKey, until: Promise<unknown>, otherwise?: (reason: string) => Job): Promise<void> {
    const [, number] = key;
    this.waiting.add(number);
    try {
      await until;
    } catch (error) {
      // What is stopped writes nothing any more: the job goes on in a later sandbox, without what it waited for.
      const reason = error instanceof Error ? error.message : String(error);
      if (!this.stopped) await this.fail(key, error, otherwise?.(reason));
    }
    this.waiting.delete(number);
    this.wake();
  }

  private async step(key: readonly (string | number)[], job: Job): Promise<void> {
    try {
      await this.store.transact(() => {
        if (!this.store.remove(jobs, key)) return;
        const handler = this.handlers.get(job.kind);
        if (!handler) throw new Error(`no handler for the job kind ${job.kind}`);
        const next = handler(job.payload, { db: this.store, now: new Date(), parts: this.parts() });
        if (!next) return;
        const { payload, afterMs = 0, until, otherwise } = next;
        const later = this.add(job.kind, payload, afterMs);
        if (until) void this.wait(later, until, otherwise && ((reason) => ({ ...job, payload: otherwise(reason) })));
      });
    } catch (error) {
      await this.fail(key, error);
    }
  }

  /**
   * Reports a defect, and ends its job or has it go on as another. Where the store can't be written to any more, it stays, and
   * goes on in a later sandbox.
   */
  private async fail(key: readonly (string | number)[], error: unknown, instead?: Job): Promise<void> {
    try {
      if (error instanceof StoreFailure) throw error;
      this.report(error);
      await this.store.transact(() => {
        if (instead) this.store.put(jobs, key, instead);
        else this.store.remove(jobs, key);
      });
    } catch (failure) {
      if (!(failure instanceof StoreFailure)) throw failure;
      this.stopped = true;
    }
  }
}
