import { own, sameJson } from '../json';
import type { Json } from '../types';
import { valuePairs } from '../value-pairs';
import type { ResourceCondition, ResourceState, UpdateLoss } from './fact';
import { pageOf, type Source } from './families';
import { movedElements, shrinks, valueAt } from './resource-conditions';
import { leaves } from './values-conditions';

/** Update that deletes data of a resource that stays: of which property, and where AWS says so. */
export interface LosingUpdate extends Source {
  readonly type: string;
  readonly property: string;
}

/** Loss of data of a resource that stays, by one update of it. */
export function loses(
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
  /** Units of time where the property is left out; `Infinity`: for ever. */
  readonly preset: number;
  /** Unit that the property counts in. @default 'days' */
  readonly unit?: 'seconds' | 'hours' | 'days';
  /** @default false */
  readonly isAccepted?: boolean;
}

/** A time that something is kept for: what is older than a shorter one is deleted. */
export function keptFor({ things, preset, unit = 'days', isAccepted = false, ...about }: Keeping): UpdateLoss {
  const { property } = about;
  const time = ({ properties }: ResourceState) => valueAt(properties, property) ?? preset;
  const told = (value: Json) => (value === Number.POSITIVE_INFINITY ? 'for ever' : `for ${value} ${unit}`);
  return loses(about, {
    when: shrinks(property, preset),
    ...(isAccepted && { isAccepted }),
    loss: (then, now) =>
      `${things} were kept ${told(time(then))} and are kept ${told(time(now))} from now on: AWS deletes the older ones, and no rollback brings them back.`,
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

/** A switch that continuous backups hang on: switched off, what could be restored is gone. */
export function backupSwitch(about: LosingUpdate): UpdateLoss {
  const [name = '', ...below] = about.property.split('.');
  const off = leaves(true);
  return loses(about, {
    when: {
      looksAt: 'resource',
      says: `${about.property} is switched off`,
      holds: (then, now) =>
        valuePairs(own(then.properties, name), own(now.properties, name), below).some(([before, after]) =>
          off.holds(before, after),
        ),
    },
    loss: () =>
      `${below.at(-1) ?? name} is switched off: what could be restored until now can't be any more, even if it comes back.`,
  });
}

/** A property whose new value puts a new thing in the place of one in use. */
export function renews({ thing, ...about }: LosingUpdate & { readonly thing: string }): UpdateLoss {
  const { property } = about;
  const when: ResourceCondition = {
    looksAt: 'resource',
    says: `there is a new ${property}`,
    holds: (then, now) => {
      const after = own(now.properties, property);
      return after !== undefined && !sameJson(own(then.properties, property) ?? null, after);
    },
  };
  return loses(about, { when, loss: () => `AWS makes a new one in the place of ${thing}.` });
}
