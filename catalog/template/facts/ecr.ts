import type { Fact } from './fact';
import { holdsData, pageOf } from './families';
import { isNot } from './values-conditions';

/** Facts about Amazon ECR. */
export const ecr: readonly Fact[] = [
  ...holdsData('repository', 'AWS::ECR::PublicRepository', 'AWS::ECR::Repository'),
  {
    type: 'AWS::ECR::Repository',
    on: 'deletion',
    property: 'EmptyOnDelete',
    when: isNot(true),
    effect: 'refused',
    lift: true,
    words: 'If false, the repository must be empty before attempting to delete it.',
    page: pageOf('AWS::ECR::Repository'),
    readers: ['purge'],
  },
];
