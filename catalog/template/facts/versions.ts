import { own } from '../json';
import type { ResourceCondition, ResourceState } from './fact';

/** The engine's version before and after, where both are texts; else undefined. */
function versions(then: ResourceState, now: ResourceState): readonly [string, string] | undefined {
  const [before, after] = [own(then.properties, 'EngineVersion'), own(now.properties, 'EngineVersion')];
  return typeof before === 'string' && typeof after === 'string' ? [before, after] : undefined;
}

/** `EngineVersion` goes back to an earlier version. */
export const goesBack: ResourceCondition = {
  looksAt: 'resource',
  says: 'EngineVersion goes back',
  holds: (then, now) => {
    const [before, after] = versions(then, now) ?? [];
    return before !== undefined && after !== undefined && isOlder(after, before);
  },
};

/** `EngineVersion` enters another major version, its first number, without `AllowMajorVersionUpgrade`. */
export const entersMajor: ResourceCondition = {
  looksAt: 'resource',
  says: 'EngineVersion enters a major version without AllowMajorVersionUpgrade',
  holds: (then, now) => {
    const [from, to] = (versions(then, now) ?? []).map((version) => /^\d+/.exec(version)?.[0]);
    if (from === undefined || to === undefined || Number(to) <= Number(from)) return false;
    return String(own(now.properties, 'AllowMajorVersionUpgrade')) !== 'true';
  },
};

function isOlder(one: string, other: string): boolean {
  const [left, right] = [one, other].map((version) => /^\d+(\.\d+)*/.exec(version)?.[0].split('.').map(Number) ?? []);
  const different = (left ?? []).findIndex((part, index) => part !== right?.[index]);
  return different >= 0 && (left?.[different] ?? 0) < (right?.[different] ?? 0);
}
