import type { Found } from '../safety/found';

/** Thing of a run that is still there. */
export interface Left {
  readonly kind:
    | 'share'
    | 'provisioned product'
    | 'environment'
    | 'stack'
    | 'bucket'
    | 'resource'
    | 'TagOption'
    | 'role'
    | 'policy';
  readonly name: string;
  readonly id: string;
  /** Moment when it was made, of a stack. */
  readonly made?: Date | undefined;
}

/**
 * Order of kinds: what was launched goes while its launch role, its portfolio and its stack are there; stacks before what
 * they leave behind; roles after everything that they may be needed for; and the policies that they had at last, since
 * IAM deletes none that is attached.
 */
const kinds: readonly Left['kind'][] = [
  'share',
  'provisioned product',
  'environment',
  'stack',
  'TagOption',
  'bucket',
  'resource',
  'role',
  'policy',
];

/** Provisioned products: what launches others goes first, and then what uses others before what it uses. */
const productOrder: readonly RegExp[] = [
  /-outer-/,
  /-environment$/,
  /-(publishing|delivery)$/,
  /-observability$/,
  /-search$/,
  /-app$/,
  /-data$/,
  /-network$/,
];

/** Things in the order in which they are taken away: of stacks the last first, since what was made later uses the earlier. */
export function removalOrder<Thing extends Left>(left: readonly Thing[]): readonly Thing[] {
  return [...left].sort((one, other) => {
    const later = (other.made?.getTime() ?? 0) - (one.made?.getTime() ?? 0);
    return compare(rank(one), rank(other)) || later || one.name.localeCompare(other.name);
  });
}

/** Things that a run may take away: those that carry its tag. */
export function ownOf(found: readonly Found[], runId: string): readonly Found[] {
  return found.filter(({ run }) => run === runId);
}

function rank({ kind, name }: Left): readonly [kind: number, place: number] {
  const place = kind === 'provisioned product' ? productOrder.findIndex((pattern) => pattern.test(name)) : 0;
  return [kinds.indexOf(kind), place === -1 ? productOrder.length : place];
}

function compare([a, b]: readonly [number, number], [c, d]: readonly [number, number]): number {
  return a - c || b - d;
}
