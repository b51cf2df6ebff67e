/** Kinds of things that the catalog makes under names of its own. */
export type FoundKind = 'stack' | 'role' | 'policy' | 'portfolio' | 'product' | 'provisioned product' | 'TagOption';

/** Thing of the catalog's names that is there. */
export interface Found {
  readonly kind: FoundKind;
  readonly name: string;
  /** Id, ARN or name that the thing is deleted by. */
  readonly id: string;
  /** Run that made it, by its tag; undefined where it carries none. */
  readonly run: string | undefined;
  /** Moment when it was made, of a stack. */
  readonly made?: Date | undefined;
}
