import type { Bump } from '../release/release';
import type { Json } from '../template';
import { canonical } from './canonical';

/**
 * Effect of a change on a running product: nothing that is noticed (`none`), an interruption, a
 * replacement, a removal, an addition, the loss of data of a resource that stays; it refuses the update (`failure`); or what people and other tiers may ask of the
 * product changes (`interface`).
 */
export type ChangeEffect =
  | 'none'
  | 'interruption'
  | 'replacement'
  | 'removal'
  | 'addition'
  | 'loss'
  | 'failure'
  | 'interface';

/** One difference between two templates, and what it needs. */
export interface TemplateChange {
  /** Of the resource, parameter, output, rule, condition or mapping; `null` for the template as a whole. */
  readonly logicalId: string | null;
  /** The resource's type; `Parameter`, `Output`, `Rule`, `Condition` or `Mapping`; `null` for the template as a whole. */
  readonly type: string | null;
  /** The top-level property (`KeySchema`), attribute (`DeletionPolicy`) or key (`AllowedPattern`); `null` for all of it. */
  readonly property: string | null;
  /** Value that stood there, evaluated as far as it is known; absent where there was nothing. */
  readonly before?: Json;
  /** Value that stands there now; absent where there is nothing. */
  readonly after?: Json;
  readonly effect: ChangeEffect;
  /** The least that a release with this change must be. */
  readonly bump: Bump | 'none';
  /** Sentence on AWS's doing, and on why that needs this bump. */
  readonly why: string;
  /** Name of the export that goes or gets another value, where it is known. */
  readonly exportName?: string;
  /** Of an export: whether its value may stay as well. @default false */
  readonly isPossible?: boolean;
  /** Something stateful is lost or replaced. */
  readonly losesData: boolean;
  /** Environment types in which it bites; empty where the template doesn't ask for an `EnvironmentType`. */
  readonly environmentTypes: readonly string[];
}

/** A change before it is known where it bites. */
export type FoundChange = Omit<TemplateChange, 'environmentTypes'>;

/** Result of comparing two templates, for those who run the first. */
export interface Comparison {
  /** The largest of the changes; `none` when nothing differs once parsed. */
  readonly bump: Bump | 'none';
  readonly losesData: boolean;
  /** The gravest first. */
  readonly changes: readonly TemplateChange[];
}

const GRAVITY: readonly (Bump | 'none')[] = ['major', 'minor', 'patch', 'none'];

/** The largest of some bumps; `none` of no bump. */
export function largestBump(all: readonly (Bump | 'none')[]): Bump | 'none' {
  return GRAVITY.find((bump) => all.includes(bump)) ?? 'none';
}

/** Orders bumps, the largest first. */
export function compareBumps(one: Bump | 'none', other: Bump | 'none'): number {
  return GRAVITY.indexOf(one) - GRAVITY.indexOf(other);
}

/** Orders changes, the gravest first, always in the same way. */
export function byGravity(one: TemplateChange, other: TemplateChange): number {
  const bumps = compareBumps(one.bump, other.bump);
  return bumps === 0 ? (place(one) < place(other) ? -1 : 1) : bumps;
}

function place({ type, logicalId, property, environmentTypes, why }: TemplateChange): string {
  return canonical([type, logicalId, property, [...environmentTypes], why]);
}
