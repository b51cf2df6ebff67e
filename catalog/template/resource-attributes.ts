import type { ResourceAttribute } from './change-types';
import type { EvaluatedResource, Json } from './types';

/** Attribute of a resource beside its properties, and how it is read from an evaluated one. */
export interface ReadableAttribute {
  readonly name: Exclude<ResourceAttribute, 'Properties' | 'Tags'>;
  /** `undefined` where the template leaves it out. */
  of(resource: EvaluatedResource): Json | undefined;
}

/**
 * Attributes that an update takes over without touching what runs, in the order in which change sets list them.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-product-attribute-reference.html
 */
export const RESOURCE_ATTRIBUTES: readonly ReadableAttribute[] = [
  { name: 'Metadata', of: ({ metadata }) => metadata },
  { name: 'CreationPolicy', of: ({ creationPolicy }) => creationPolicy },
  { name: 'UpdatePolicy', of: ({ updatePolicy }) => updatePolicy },
  { name: 'DeletionPolicy', of: ({ deletionPolicy }) => deletionPolicy },
  { name: 'UpdateReplacePolicy', of: ({ updateReplacePolicy }) => updateReplacePolicy },
];
