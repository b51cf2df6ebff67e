import type { Fact } from './fact';
import { takes } from './families';

/** Facts about Amazon ECS. */
export const ecs: readonly Fact[] = [
  // "each ServiceName must be unique in the cluster", and CloudFormation refuses the replacement whatever else changes.
  takes('AWS::ECS::Service', 'ServiceName'),
];
