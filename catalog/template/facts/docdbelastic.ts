import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon DocumentDB elastic clusters. */
export const docdbelastic: readonly Fact[] = [
  ...holdsData('database', 'AWS::DocDBElastic::Cluster'),
  ...holdsData('snapshot', 'AWS::DocDBElastic::ClusterSnapshot'),
];
