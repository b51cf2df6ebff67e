import type { ContentsCondition, PartsCondition } from './fact';

/** There is a resource of a type whose property names this one. */
export function hasPart(type: string, property: string): PartsCondition {
  return { looksAt: 'parts', says: `there is an ${type} whose ${property} names it`, type, property };
}

/** Something is in it. */
export function contains(things: string): ContentsCondition {
  return { looksAt: 'contents', says: `it contains ${things}` };
}
