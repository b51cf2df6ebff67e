import { isNot } from './conditions';
import type { Fact } from './fact';
import { pageOf } from './families';

/** Facts about Amazon ECR. */
export const ecr: readonly Fact[] = [
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
