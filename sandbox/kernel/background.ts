/** One piece of work at a time by key. */
interface Running {
  readonly aborter: AbortController;
  readonly ended: Promise<void>;
}

/** Pieces of work that run at once; the others wait. */
const AT_ONCE = 8;

/**
 * Work that takes other people's time, and so fits into no transaction: it runs beside the jobs, in memory alone. What must
 * survive a kill is a job that starts it again.
 */
export class Background {
  private readonly running = new Map<string, Running>();
  private readonly waiting: (() => void)[] = [];
  private busy = 0;

  constructor(private readonly report: (error: unknown) => void) {}

  /** Runs `work`, unless work of that key runs already. What it throws is a defect, and is reported. */
  start(key: string, work: (signal: AbortSignal) => Promise<void>): void {
    if (this.running.has(key)) return;
    const aborter = new AbortController();
    const ended = this.turn(aborter.signal, work)
      .catch(this.report)
      .finally(() => this.running.delete(key));
    this.running.set(key, { aborter, ended });
  }

  /** Tells the work of that key to end. */
  abort(key: string): void {
    this.running.get(key)?.aborter.abort();
  }

  /** Tells all work to end, and waits until it has. */
  async stop(): Promise<void> {
    const all = [...this.running.values()];
    for (const { aborter } of all) aborter.abort();
    await Promise.all(all.map(({ ended }) => ended));
  }

  private async turn(signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.busy >= AT_ONCE) await new Promise<void>((begin) => this.waiting.push(begin));
    else this.busy += 1;
    try {
      if (!signal.aborted) await work(signal);
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.busy -= 1;
    }
  }
}
