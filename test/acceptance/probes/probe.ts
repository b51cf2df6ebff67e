import type { Assumption, Verdicts } from '../assumption';
import type { Bench } from './bench';

/**
 * Experiment on a real account, that settles what no page settles. Its verdicts are by the ids of its assumptions; one
 * that it leaves out wasn't reached.
 */
export interface Probe {
  /** Kebab-case, unique; part of the names of what it makes. */
  readonly id: string;
  readonly assumptions: readonly Assumption[];
  /** Things that it makes, in words. */
  readonly makes: string;
  /** Most that it costs, in US dollars. */
  readonly usd: number;
  /** Longest time that it takes. */
  readonly minutes: number;
  readonly way: ByProgram | ByStep | ByHand;
}

/** Experiment that a program carries out. */
export interface ByProgram {
  readonly kind: 'program';
  /** Whether its calls are answered by the sandbox; if not, it isn't begun there. */
  readonly runsInSandbox: boolean;
  /** Option that it is carried out with only, since it takes long. @default - always */
  readonly option?: 'long';
  run(bench: Bench): Promise<Verdicts>;
}

/** Experiment that a step of the whole run makes on the way. */
export interface ByStep {
  readonly kind: 'step';
  /** Id of the step. */
  readonly step: string;
}

/** Experiment that takes a person: a night, a second organization, an eye on a mail. */
export interface ByHand {
  readonly kind: 'hand';
  /** Instructions, in order, with the commands to type. */
  readonly steps: readonly string[];
}
