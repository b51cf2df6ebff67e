import type { Random } from '../sandbox/random';

/** End of one case: what was read, how far it came, and what is wrong with how it ended. */
export interface Tried {
  /** Whether it came past the parser, to what judges the content. */
  readonly parsed: boolean;
  /** Fault of how it ended, in words; undefined where it ended as it should. */
  readonly fault?: string;
}

/** Place in which the cases of a kind run, once in a process. */
export interface FuzzPlace {
  /** Makes a case from the choices of its number, and runs it. What it throws is a fault. */
  run(random: Random, number: number): Promise<Tried>;
  close(): Promise<void>;
}

/** Kind of input that others write, with real inputs of it and what reads them. */
export interface FuzzKind {
  readonly name: string;
  open(): Promise<FuzzPlace>;
}
