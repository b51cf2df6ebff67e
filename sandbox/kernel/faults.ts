/**
 * Faults that a test asks for, by `PUT /_sandbox/faults`; never on otherwise, and forgotten when the sandbox stops.
 */
export interface FaultSettings {
  /** Logical ids whose creation or update fails, each with the reason that the stack event shows. */
  readonly failResources?: Readonly<Record<string, string>>;
  /** Logical ids whose deletion fails, each with the reason: by their stack, or later by Cloud Control. */
  readonly failDeletions?: Readonly<Record<string, string>>;
  /** Share of calls, 0 to 1, that are refused with the service's throttling error. */
  readonly throttle?: number;
  /** Milliseconds that each call waits before it is answered. */
  readonly delayMs?: number;
  /** Milliseconds that each step of a stack operation takes: long enough to look at a stack on its way. */
  readonly stackStepMs?: number;
  /** Makes the throttled calls the same in every run. */
  readonly seed?: number;
}

/** Faults in force. */
export class Faults {
  private settings: FaultSettings = {};
  private state = 1;

  /** Replaces the faults in force. */
  set(settings: FaultSettings): void {
    this.settings = settings;
    this.state = (settings.seed ?? 1) >>> 0;
  }

  /** The faults in force. */
  get current(): FaultSettings {
    return this.settings;
  }

  /** Why the creation or update of `logicalId` must fail, or undefined. */
  failureOf(logicalId: string): string | undefined {
    return this.settings.failResources?.[logicalId];
  }

  /** Why the deletion of `logicalId` must fail, or undefined. */
  deletionFailureOf(logicalId: string): string | undefined {
    return this.settings.failDeletions?.[logicalId];
  }

  /** Whether the next call is throttled. */
  throttlesNext(): boolean {
    const share = this.settings.throttle ?? 0;
    return share > 0 && this.random() < share;
  }

  /** A linear congruential generator (Numerical Recipes' constants): a run can be repeated from its seed. */
  private random(): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return this.state / 2 ** 32;
  }
}
