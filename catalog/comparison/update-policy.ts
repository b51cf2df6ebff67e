import { type EvaluatedResource, type Impact, updateEffectsOf } from '../template';

/**
 * Impact of a change of a property where the resource's update policy decides it; undefined elsewhere.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
 */
export function impactByPolicy({ type, updatePolicy }: EvaluatedResource, name: string): Impact | undefined {
  return updateEffectsOf(type).find(
    ({ property, when }) => property === name && when?.looksAt === 'update policy' && when.holds(updatePolicy),
  )?.effect;
}
