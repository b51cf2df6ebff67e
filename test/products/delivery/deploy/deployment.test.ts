import { readDeployment } from '../../../../products/delivery/deploy/deployment.codebuild';

const read = (deployment: unknown) => readDeployment(JSON.stringify(deployment));

test('tiers are changed in the order in which they depend on each other', () => {
  const changes = read({ environment: {}, observability: {}, app: {}, network: {}, search: {}, data: {} });
  const order = ['network', 'data', 'app', 'search', 'observability', 'environment'];
  expect(changes.map(({ tier }) => tier)).toEqual(order);
});

test('a change is a version, parameters, or both', () => {
  expect(read({ app: { version: '1.2.0', parameters: { Image: 'web:1' } }, data: { version: '1.0.1' } })).toEqual([
    { tier: 'data', version: '1.0.1', parameters: {} },
    { tier: 'app', version: '1.2.0', parameters: { Image: 'web:1' } },
  ]);
});

test('nothing is to be done when no tier is named', () => {
  expect(read({})).toEqual([]);
});

test.each([
  [
    'a tier that there isn’t',
    { aap: {} },
    'a tier is one of network, data, app, search, observability, environment, got: aap',
  ],
  ['delivery itself, whose pipeline runs', { delivery: {} }, 'got: delivery'],
  ['another key', { app: { versions: '1.0.0' } }, 'app has only version and parameters, got: versions'],
  ['a version that is no text', { app: { version: 1 } }, 'app.version must be text, got: 1'],
  ['a parameter that is no text', { app: { parameters: { MinTasks: 3 } } }, 'app.parameters.MinTasks must be text'],
  ['a list of parameters', { app: { parameters: [] } }, 'app.parameters must be an object, got: []'],
  ['nothing for a tier', { app: null }, 'app must be an object, got: null'],
  ['a list of tiers', ['app'], 'the file must be an object'],
  ['another environment', { app: { parameters: { EnvironmentName: 'prod' } } }, 'can’t change EnvironmentName'],
  ['another type', { app: { parameters: { EnvironmentType: 'prod' } } }, 'can’t change EnvironmentType'],
])('refuses %s', (_, deployment, message) => {
  expect(() => read(deployment)).toThrow(message.replace('’', "'"));
});

test('refuses what is no JSON', () => {
  expect(() => readDeployment('{')).toThrow('deployment.json: it must be JSON: ');
});
