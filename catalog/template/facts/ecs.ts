import type { Fact } from './fact';
import { pageOf, takes } from './families';
import { refusedWhile } from './refusals';
import { all, changes, whileIs } from './resource-conditions';

/** Facts about Amazon ECS. */
export const ecs: readonly Fact[] = [
  // "each ServiceName must be unique in the cluster", and CloudFormation refuses the replacement whatever else changes.
  takes('AWS::ECS::Service', 'ServiceName'),
  // "each ServiceConnectService must have a name that is unique in the namespace", and the replacement comes first.
  takes('AWS::ECS::Service', 'ServiceConnectConfiguration'),
  refusedWhile(
    {
      type: 'AWS::ECS::Service',
      property: 'TaskDefinition',
      words: 'Unable to update task definition on services with a CODE_DEPLOY deployment controller.',
      page: pageOf('AWS::ECS::Service'),
    },
    all(changes('TaskDefinition'), whileIs('DeploymentController.Type', 'CODE_DEPLOY')),
    'AWS refuses another task definition for a service that CodeDeploy deploys: start a deployment of CodeDeploy instead.',
  ),
];
