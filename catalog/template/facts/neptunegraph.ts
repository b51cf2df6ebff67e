import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon Neptune Analytics. */
export const neptunegraph: readonly Fact[] = [
  ...holdsData('database', 'AWS::NeptuneGraph::Graph'),
  ...holdsData('snapshot', 'AWS::NeptuneGraph::GraphSnapshot'),
];
