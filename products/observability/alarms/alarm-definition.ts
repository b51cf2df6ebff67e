import type { EnvironmentType } from '../../../catalog/product';
import type { Watched } from '../metric';

/** A number for every environment type, or one for each. */
export type Threshold = number | Readonly<Record<EnvironmentType, number>>;

/** Something that an environment may do without, as the form says it. */
export type Watchable = 'certificate' | 'endpoints' | 'threeNodes' | 'traceGroups';

/** One alarm as its author argues it: a row of the table in the README. */
export interface AlarmDefinition {
  /** PascalCase; ends the alarm's logical id and, with hyphens, its name. Unique within its tier. */
  readonly id: string;
  /** Title of the alarm: what is wrong while it is on. */
  readonly title: string;
  readonly watch: Watched;
  readonly comparison: '>' | '>=' | '<' | '<=';
  readonly threshold: Threshold;
  /** Length of a period, in minutes. */
  readonly minutes: 1 | 5 | 15 | 60 | 1440;
  /** Number of the last periods that must be beyond the threshold: `[3, 5]` means 3 of 5. */
  readonly periods: readonly [needed: number, of: number];
  /**
   * State that periods without data count as.
   *
   * @default 'notBreaching' - what isn't there does no harm: no traffic, a tier without readers, a paused database
   */
  readonly missing?: 'notBreaching' | 'breaching';
  /**
   * Subject that must be there; without it there is no alarm, since it would only cost.
   *
   * @default - there wherever the tier is
   */
  readonly needs?: Watchable;
  /** Why this metric, this threshold and this period. */
  readonly reason: string;
}
