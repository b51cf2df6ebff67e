import type { Fact } from './fact';
import { holdsData, pageOf } from './families';

/** Facts about Amazon EMR. */
export const emr: readonly Fact[] = [
  ...holdsData('database', 'AWS::EMR::Cluster'),
  {
    // Clusters are told apart by their ids.
    type: 'AWS::EMR::Cluster',
    on: 'creation',
    effect: 'name shared',
    page: pageOf('AWS::EMR::Cluster'),
    readers: ['comparison'],
  },
];
