import type { Fact } from './fact';
import { pageOf } from './families';

/** Facts about AWS Batch. */
export const batch: readonly Fact[] = [
  {
    // Revisions of one definition have one name.
    type: 'AWS::Batch::JobDefinition',
    on: 'creation',
    effect: 'name shared',
    page: pageOf('AWS::Batch::JobDefinition'),
    readers: ['comparison'],
  },
];
