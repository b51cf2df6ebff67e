/** Policies of the network's endpoints are enough for what runs in the VPC: private names send every call to them. */
import { synthesizeProduct } from '../../catalog/product';
import {
  actionsOf,
  endpointPolicies,
  heldBack,
  resourcesOf,
  rolesInVpc,
} from '../../operations/contracts/endpoint-policies';
import { products } from '../../products';
import { network } from '../../products/network/product';

const endpoints = endpointPolicies(synthesizeProduct(network).template);

test('the network has a policy on each of its endpoints', () => {
  expect([...endpoints.keys()].sort()).toEqual(
    [
      'dynamodb',
      'ecr',
      'events',
      'kms',
      'logs',
      's3',
      'secretsmanager',
      'sqs',
      'ssm',
      'ssmmessages',
      'sts',
      'xray',
    ].sort(),
  );
});

test('tasks and functions of the tiers are looked at', () => {
  const looked = products.flatMap((product) => {
    const resources = resourcesOf(synthesizeProduct(product).template);
    return rolesInVpc(resources).flatMap((role) => actionsOf(role, resources));
  });
  expect(looked).toEqual(expect.arrayContaining(['xray:PutTraceSegments', 'logs:PutLogEvents', 'sqs:ReceiveMessage']));
});

test('an endpoint that holds something back is found out', () => {
  const sampling = new Map([['xray', [{ Version: '2012-10-17', Statement: [] }]]] as const);
  const app = products.find(({ id }) => id === 'app');
  expect(app && heldBack(synthesizeProduct(app).template, sampling)).toEqual(
    expect.arrayContaining([expect.stringMatching(/: xray:PutTraceSegments$/)]),
  );
});
