import { isObject, own } from '../json';
import type { Json } from '../types';
import type { PolicyCondition } from './fact';

/** A switch of the resource's update policy is on; templates write it as a boolean or as text. */
export function policyOn(...path: readonly string[]): PolicyCondition {
  return { looksAt: 'update policy', says: `with ${path.join('.')}`, holds: (policy) => isOn(policy, path) };
}

/** A switch of the resource's update policy is off, or left out. */
export function policyOff(...path: readonly string[]): PolicyCondition {
  return { looksAt: 'update policy', says: `without ${path.join('.')}`, holds: (policy) => !isOn(policy, path) };
}

/** The resource's update policy has a part. */
export function policyHas(name: string): PolicyCondition {
  return {
    looksAt: 'update policy',
    says: `with ${name}`,
    holds: (policy) => isObject(policy) && policy[name] !== undefined,
  };
}

function isOn(policy: Json | undefined, path: readonly string[]): boolean {
  const value = path.reduce<Json | undefined>((part, name) => (isObject(part) ? own(part, name) : undefined), policy);
  return String(value) === 'true';
}
