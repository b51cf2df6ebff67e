/**
 * Entry of a change set on one resource, in the shape and the words of `DescribeChangeSet`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html
 */
export interface ResourceChange {
  Action: 'Add' | 'Modify' | 'Remove' | 'Dynamic';
  LogicalResourceId: string;
  ResourceType: string;
  /** Only for `Modify`. */
  Replacement?: 'True' | 'False' | 'Conditional';
  /** Fate of the physical resource that goes: from `DeletionPolicy` (removal) or `UpdateReplacePolicy` (replacement). */
  PolicyAction?: 'Delete' | 'Retain' | 'Snapshot' | 'ReplaceAndDelete' | 'ReplaceAndRetain' | 'ReplaceAndSnapshot';
  Scope: ResourceAttribute[];
  Details: ResourceChangeDetail[];
}

/** The parts of a resource that a change can touch. */
export type ResourceAttribute =
  | 'Properties'
  | 'Metadata'
  | 'CreationPolicy'
  | 'UpdatePolicy'
  | 'DeletionPolicy'
  | 'UpdateReplacePolicy'
  | 'Tags';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceTargetDefinition.html */
export interface ResourceTarget {
  Attribute: ResourceAttribute;
  /** The top-level property's name, for `Properties`. */
  Name?: string;
  RequiresRecreation?: 'Never' | 'Conditionally' | 'Always';
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChangeDetail.html */
export interface ResourceChangeDetail {
  Target: ResourceTarget;
  /** `Dynamic` when the value is known only once the change runs. */
  Evaluation: 'Static' | 'Dynamic';
  ChangeSource: 'ResourceReference' | 'ParameterReference' | 'ResourceAttribute' | 'DirectModification' | 'Automatic';
  /** The parameter, the logical id, or `LogicalId.Attribute` that the change comes from. */
  CausingEntity?: string;
}
