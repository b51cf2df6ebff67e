import type { Impact } from '../types';
import type {
  DataLoss,
  LastSnapshot,
  MissedPart,
  NestedContent,
  PassingLoss,
  Reader,
  ResourceCondition,
  TakenName,
  UpdateEffect,
  ValuesCondition,
} from './fact';
import { policyOff, policyOn } from './policy-conditions';

/** Readers of what an update does to a resource. */
export const UPDATES: readonly Reader[] = ['comparison', 'change sets', 'stacks', 'Cloud Control'];

/**
 * Readers of what the handler of a resource type refuses: CloudFormation and Cloud Control call the same one.
 *
 * @see https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/how-it-works.html
 */
export const HANDLERS: readonly Reader[] = ['stacks', 'Cloud Control'];

/** Readers of what is lost with a resource. */
export const LOSSES: readonly Reader[] = ['comparison', 'guard'];

/** Page of CloudFormation's template reference, by its name. */
export function reference(name: string): string {
  return `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/${name}.html`;
}

/** Page of a type in CloudFormation's template reference. */
export function pageOf(type: string): string {
  return reference(type.replace(/^AWS/, 'aws-resource').replaceAll('::', '-').toLowerCase());
}

/** Source of a fact: the page, where it isn't the type's own, and AWS's words, where there are any. */
export interface Source {
  readonly page?: string;
  readonly words?: string;
}

/** Words of the template reference on a property that is updated in place. */
export const NO_INTERRUPTION = 'Update requires: No interruption';

/** Words of the template reference on a property whose update makes the resource unavailable for a while. */
export const SOME_INTERRUPTIONS = 'Update requires: Some interruptions';

/** Words of the template reference on a property whose update makes another resource. */
export const REPLACEMENT = 'Update requires: Replacement';

/** The same effect of updates of several properties. */
export function updates(
  type: string,
  effect: Impact,
  properties: readonly string[],
  { page = pageOf(type), words, when }: Source & { readonly when?: ValuesCondition | ResourceCondition } = {},
): UpdateEffect[] {
  return properties.map((property) => ({
    type,
    on: 'update',
    property,
    ...(when !== undefined && { when }),
    effect,
    ...(words !== undefined && { words }),
    page,
    readers: UPDATES,
  }));
}

/** A property that is updated in place where a switch of the update policy is on, and replaces the resource elsewhere. */
export function switchedBy(type: string, property: string, name: string, words: string): UpdateEffect[] {
  const conditions = [
    [policyOn(name), 'none'],
    [policyOff(name), 'replacement'],
  ] as const;
  return conditions.map(([when, effect]) => ({
    type,
    on: 'update',
    property,
    when,
    effect,
    words,
    page: reference('aws-attribute-updatepolicy'),
    readers: ['comparison'],
  }));
}

/** Properties by which resources of a type take their content from elsewhere. */
export function nested(
  type: string,
  becomes: NestedContent['becomes'],
  properties: readonly string[],
  { page = pageOf(type), words }: Source = {},
): NestedContent[] {
  return properties.map((property) => ({
    type,
    on: 'update',
    property,
    effect: 'nested content',
    becomes,
    ...(words !== undefined && { words }),
    page,
    readers: ['comparison'],
  }));
}

/**
 * A property whose value, or whose value together with those of other properties, no two resources of the type may have:
 * AWS refuses a second one in words such as "already exists", "conflicts with another subnet" or "priority is currently in
 * use".
 */
export function takes(type: string, property: string, within: readonly string[] = []): TakenName {
  return { type, on: 'creation', property, within, effect: 'name taken', page: pageOf(type), readers: ['comparison'] };
}

/**
 * Data that goes with resources of some types. Which kinds of thing hold data that people keep is this project's decision;
 * which types are of a kind follows from their pages.
 */
export function holdsData(kind: string, ...types: readonly string[]): DataLoss[] {
  return types.map((type) => ({
    type,
    on: 'deletion',
    effect: 'data lost',
    kind,
    page: pageOf(type),
    readers: LOSSES,
  }));
}

/** Data that waits in resources of some types until somebody has read it, and goes with them. */
export function passesData(kind: string, ...types: readonly string[]): PassingLoss[] {
  return types.map((type) => ({
    type,
    on: 'deletion',
    effect: 'passing data lost',
    kind,
    page: pageOf(type),
    readers: ['comparison'],
  }));
}

/** A member of a cluster, which may be its writer: which one is changes with every failover. */
export function mayBeWriter(
  type: string,
  { page = pageOf(type), words }: Source,
  when?: ResourceCondition,
): MissedPart {
  return {
    type,
    on: 'deletion',
    effect: 'interruption',
    ...(when !== undefined && { when }),
    ...(words !== undefined && { words }),
    says: 'may be the writer by now, whichever was first: then connections break, and another one has to take over',
    page,
    readers: ['guard'],
  };
}

/** Page that lists what can be snapshotted, and what is unless the template says otherwise. */
const DELETION_POLICY = reference('aws-attribute-deletionpolicy');

/** A type of which CloudFormation can leave a snapshot. */
export function canLeaveSnapshot(type: string): LastSnapshot {
  return {
    type,
    on: 'deletion',
    effect: 'snapshot possible',
    words:
      'For resources that support snapshots, CloudFormation creates a snapshot for the resource before deleting it.',
    page: DELETION_POLICY,
    readers: ['templates'],
  };
}

/** A type of which CloudFormation leaves a snapshot where the template has no `DeletionPolicy`. */
export function leavesSnapshot(type: string, words: string, when?: ResourceCondition): LastSnapshot {
  return {
    type,
    on: 'deletion',
    ...(when !== undefined && { when }),
    effect: 'snapshot by default',
    words,
    page: DELETION_POLICY,
    readers: ['comparison', 'change sets', 'stacks', 'purge'],
  };
}
