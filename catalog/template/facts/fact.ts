import type { Impact, Json, JsonObject } from '../types';

/** Parts of this project that act on facts. */
export type Reader =
  /** `catalog/comparison`: the bump that a change needs. */
  | 'comparison'
  /** `changeSetOf`: change sets and plans, in the sandbox and before an upgrade. */
  | 'change sets'
  /** The sandbox's stack engine. */
  | 'stacks'
  /** The sandbox's Cloud Control. */
  | 'Cloud Control'
  /** `parseTemplate`, and everything that reads templates. */
  | 'templates'
  /** `upgrade`: what stands in the way of an update, though AWS wouldn't refuse it. */
  | 'upgrades'
  /** The stack policy that guards launched stacks, and the gate before an upgrade. */
  | 'guard'
  /** `terminate` and `purge`: what outlives its stack, and what stands in the way of deleting it. */
  | 'purge';

/** Resource as conditions see it: evaluated, or as its template writes it. */
export interface ResourceState {
  readonly properties: JsonObject;
  /** Update policy, for who knows it. */
  readonly updatePolicy?: Json | undefined;
}

/** Condition on the fact's own property: its value before, and after; `undefined` where there is none. */
export interface ValuesCondition {
  readonly looksAt: 'values';
  /** The condition in words. */
  readonly says: string;
  holds(before: Json | undefined, after: Json | undefined): boolean;
}

/** Condition on the whole resource, before and after; of a creation or a deletion both are the same. */
export interface ResourceCondition {
  readonly looksAt: 'resource';
  readonly says: string;
  holds(then: ResourceState, now: ResourceState): boolean;
}

/** Condition on the resource's `UpdatePolicy`. */
export interface PolicyCondition {
  readonly looksAt: 'update policy';
  readonly says: string;
  holds(policy: Json | undefined): boolean;
}

/** Condition on other resources: there is one of a type whose property names this one, alone or in a list. */
export interface PartsCondition {
  readonly looksAt: 'parts';
  readonly says: string;
  readonly type: string;
  readonly property: string;
}

/** Condition on the data inside, which no template shows. */
export interface ContentsCondition {
  readonly looksAt: 'contents';
  readonly says: string;
}

/** Condition on two resources of one type: one that is to be made or changed, as it will be, and one that is there. */
export interface PairCondition {
  readonly looksAt: 'pair';
  readonly says: string;
  holds(made: ResourceState, there: ResourceState): boolean;
}

/** Every fact: about which type, from which page, for whom. */
interface About {
  readonly type: string;
  /** AWS's own words, from the page or from the service's answer; absent where the page only marks the property. */
  readonly words?: string;
  /** AWS's page that says so. */
  readonly page: string;
  /** Readers that act on it. */
  readonly readers: readonly Reader[];
}

/** Every fact about a property, from the top-level one down: `GlobalSecondaryIndexes.KeySchema`. */
interface AboutProperty extends About {
  readonly property: string;
}

/**
 * Effect of an update of a property, in place of the one that AWS's resource database names for just this path. Below the
 * property it holds too, unless a fact about a longer path says otherwise, or the database something graver.
 */
export interface UpdateEffect extends AboutProperty {
  readonly on: 'update';
  readonly effect: Impact;
  /** Absent: for every change. A condition on values asks for those at the property's path. */
  readonly when?: ValuesCondition | ResourceCondition | PolicyCondition;
  /** Property that tells a list's elements apart: one that comes or goes then changes nothing inside the others. */
  readonly elementsBy?: string;
}

/** Refusal of an update, or of a creation, that depends on more than the property itself. */
export interface Refusal extends AboutProperty {
  readonly on: 'creation' | 'update';
  readonly effect: 'refused';
  readonly when: ResourceCondition;
  /** Sentence for whoever wrote the template: what is refused, and what to do instead. */
  advice(then: ResourceState, now: ResourceState): string;
}

/** List whose elements come and go in an update of their own: beside other changes, AWS may not be able to take it back. */
export interface LoneChange extends AboutProperty {
  readonly on: 'update';
  readonly effect: 'alone';
  /** Property that tells the list's elements apart. */
  readonly key: string;
}

/**
 * Property by which a resource takes its content from elsewhere. What becomes of the content:
 * - `another version`: the same stack gets other content, by another template or another version of its product;
 * - `other answers`: the same content is asked for with other values;
 * - `other places`: stacks come where the list grows, and go where it shrinks;
 * - `another thing`: all of the content goes, and another one comes.
 */
export interface NestedContent extends AboutProperty {
  readonly on: 'update';
  readonly effect: 'nested content';
  readonly becomes: 'another version' | 'other answers' | 'other places' | 'another thing';
}

/** Attribute that an update in place may change. Every other attribute of a resource that stays is what it was. */
export interface NewAttribute extends About {
  readonly on: 'update';
  readonly effect: 'new attribute';
  /** `StreamArn`; `*`: every attribute. */
  readonly attribute: string;
  /** Property that the attribute follows; absent: any update. */
  readonly property?: string;
}

/** Name or place that no two resources may have: a second one is refused. */
export interface TakenName extends AboutProperty {
  readonly on: 'creation';
  readonly effect: 'name taken';
  /** Properties that must be the same too. */
  readonly within: readonly string[];
}

/** Resource that is refused beside another of its type, although the two have different names. */
export interface Exclusion extends About {
  readonly on: 'creation';
  readonly effect: 'excluded';
  readonly when: PairCondition;
  /** The service's answer; `{Property}` stands for the value of the refused resource's property. */
  readonly answer: string;
  /** Sentence for whoever asked for it: what to do instead. */
  readonly advice: string;
}

/** Names that many may have, although the database calls them the type's identifier. */
export interface SharedName extends About {
  readonly on: 'creation';
  readonly effect: 'name shared';
}

/** Data that people keep and that is lost with the resource. */
export interface DataLoss extends About {
  readonly on: 'deletion';
  readonly effect: 'data lost';
  /** Kind of thing that holds it: `database`, `bucket`. */
  readonly kind: string;
  readonly when?: ResourceCondition;
}

/** Data that a resource holds until somebody has read it, lost with the resource: that of queues and logs. */
export interface PassingLoss extends About {
  readonly on: 'deletion';
  readonly effect: 'passing data lost';
  /** Kind of thing that holds it: `queue`, `log`. */
  readonly kind: string;
}

/** Data that an update deletes though it leaves the resource: backups, a copy, what has expired. */
export interface UpdateLoss extends AboutProperty {
  readonly on: 'update';
  readonly effect: 'data lost';
  readonly when: ResourceCondition;
  /** Whether the loss is only told of: that of data that only passes. @default false */
  readonly isAccepted?: boolean;
  /** Sentence on what goes. */
  loss(then: ResourceState, now: ResourceState): string;
}

/** Part whose removal others notice, though it holds no data itself. */
export interface MissedPart extends About {
  readonly on: 'deletion';
  readonly effect: 'interruption';
  readonly when?: ResourceCondition;
  /** The rest of a sentence that begins with the resource. */
  readonly says: string;
}

/** Snapshot that CloudFormation can take before it deletes the resource, or takes unless the template says otherwise. */
export interface LastSnapshot extends About {
  readonly on: 'deletion';
  readonly effect: 'snapshot possible' | 'snapshot by default';
  readonly when?: ResourceCondition;
}

/** Refusal of a deletion: the resource is protected, still has parts, or isn't empty. */
export interface RefusedDeletion extends About {
  readonly on: 'deletion';
  readonly effect: 'refused';
  readonly property?: string;
  readonly when: ValuesCondition | PartsCondition | ContentsCondition;
  /** Value of the property that lifts the refusal; `null`: the property must go. */
  readonly lift?: Json;
}

/**
 * Thing that AWS does to a resource of a type although no schema says so. Facts stand in one file a service, and whoever
 * needs one reads it from `FACTS`: there is no other table.
 */
export type Fact =
  | UpdateEffect
  | Refusal
  | LoneChange
  | NestedContent
  | NewAttribute
  | TakenName
  | Exclusion
  | SharedName
  | DataLoss
  | PassingLoss
  | UpdateLoss
  | MissedPart
  | LastSnapshot
  | RefusedDeletion;
