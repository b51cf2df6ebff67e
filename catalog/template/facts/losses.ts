import { isObject, own } from '../json';
import type { Json } from '../types';
import { movedElements, shrinks } from './conditions';
import type { ResourceState, UpdateLoss } from './fact';
import { pageOf, type Source } from './families';

/** Update that deletes data of a resource that stays: of which property, and where AWS says so. */
export interface LosingUpdate extends Source {
  readonly type: string;
  readonly property: string;
}

function loses(
  { type, property, page = pageOf(type), words }: LosingUpdate,
  more: Pick<UpdateLoss, 'when' | 'loss' | 'isAccepted'>,
): UpdateLoss {
  return {
    ...{ type, on: 'update', effect: 'data lost', property, page, readers: ['comparison'] },
    ...(words !== undefined && { words }),
    ...more,
  };
}

/** Time that a service keeps something for. */
export interface Keeping extends LosingUpdate {
  /** The thing in the plural: `automated backups`. */
  readonly things: string;
  /** Days where the property is left out; `Infinity`: for ever. */
  readonly preset: number;
  /** @default false */
  readonly isAccepted?: boolean;
}

/** A number of days that something is kept for: what is older than a smaller one is deleted. */
export function keptFor({ things, preset, isAccepted = false, ...about }: Keeping): UpdateLoss {
  const { property } = about;
  const days = ({ properties }: ResourceState) => own(properties, property) ?? preset;
  const told = (value: Json) => (value === Number.POSITIVE_INFINITY ? 'for ever' : `for ${value} days`);
  return loses(about, {
    when: shrinks(property, preset),
    ...(isAccepted && { isAccepted }),
    loss: (then, now) =>
      `${things} were kept ${told(days(then))} and are kept ${told(days(now))} from now on: AWS deletes the older ones, and no rollback brings them back.`,
  });
}

/** A list of copies: one that goes is deleted, with all that only it has. */
export function copies({ key, thing, ...about }: LosingUpdate & { readonly key: string; readonly thing: string }) {
  const { property } = about;
  const gone = (then: ResourceState, now: ResourceState) => {
    const [before, after] = [own(then.properties, property), own(now.properties, property)];
    const kept = new Set(movedElements([], after, key));
    return movedElements([], before, key).filter((name) => !kept.has(name));
  };
  return loses(about, {
    when: {
      looksAt: 'resource',
      says: `one of ${property} goes`,
      holds: (then, now) => gone(then, now).length > 0,
    },
    loss: (then, now) => `AWS deletes the ${thing} ${gone(then, now).join(', ')}, with the backups of it.`,
  });
}

/** A switch somewhere below a property that continuous backups hang on: switched off, what could be restored is gone. */
export function backupSwitch({ name, ...about }: LosingUpdate & { readonly name: string }): UpdateLoss {
  const { property } = about;
  const on = ({ properties }: ResourceState) => switchesOn(own(properties, property), name);
  return loses(about, {
    when: { looksAt: 'resource', says: `${name} is switched off`, holds: (then, now) => on(now) < on(then) },
    loss: () => `${name} is switched off: what could be restored until now can't be any more, even if it comes back.`,
  });
}

/** Number of switches of a name that are on, anywhere below a value; templates write them as booleans or as text. */
function switchesOn(value: Json | undefined, name: string): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + switchesOn(item, name), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + (key === name ? Number(String(item) === 'true') : switchesOn(item, name)),
    0,
  );
}

/** A list of rules by which a service deletes things after some time: a new rule, or a shorter time, deletes more. */
export function expiry(about: LosingUpdate, timesOf: (value: Json | undefined) => ReadonlyMap<string, number>) {
  const { property } = about;
  const shorter = (then: ResourceState, now: ResourceState) => {
    const before = timesOf(own(then.properties, property));
    return [...timesOf(own(now.properties, property))].filter(
      ([what, days]) => days < (before.get(what) ?? Number.POSITIVE_INFINITY),
    );
  };
  return loses(about, {
    when: {
      looksAt: 'resource',
      says: 'something expires earlier',
      holds: (then, now) => shorter(then, now).length > 0,
    },
    loss: (then, now) => {
      const told = shorter(then, now).map(([what, days]) => `${what} after ${days} days`);
      return `AWS deletes earlier than before: ${told.join(', ')}.`;
    },
  });
}
