import type { Fact } from './fact';
import { pageOf } from './families';
import { refusedWhile } from './refusals';
import { all, changes, whileIs } from './resource-conditions';

/** Facts about Amazon API Gateway, version 2. */
export const apigatewayv2: readonly Fact[] = [
  refusedWhile(
    {
      type: 'AWS::ApiGatewayV2::Stage',
      property: 'DeploymentId',
      words: "Can't be updated if autoDeploy is enabled.",
      page: pageOf('AWS::ApiGatewayV2::Stage'),
    },
    all(changes('DeploymentId'), whileIs('AutoDeploy', 'true')),
    'AWS refuses another deployment for a stage that deploys by itself: leave DeploymentId out.',
  ),
];
