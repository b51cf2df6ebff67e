import { environmentTypeNames } from '../../../catalog/product';
import { appParameters } from '../../../products/app/parameters';
import { appSizes } from '../../../products/app/sizes';
import { domain, refused } from './launch';

describe('the form takes', () => {
  it.each(['dev', 'test'])('a name and a type alone in %s', (EnvironmentType) => {
    expect(refused({ EnvironmentType })).toEqual([]);
  });

  it.each(['staging', 'prod'])('a domain besides in %s', (EnvironmentType) => {
    expect(refused({ EnvironmentType, ...domain })).toEqual([]);
  });
});

describe('the form refuses', () => {
  it.each(['staging', 'prod'])('plain HTTP in %s', (EnvironmentType) => {
    expect(refused({ EnvironmentType })).toEqual([
      'staging and prod serve over TLS only: give the network tier a domain, then choose yes for UseDomain.',
    ]);
  });

  it.each(['staging', 'prod'])('a base for %s', (EnvironmentType) => {
    expect(refused({ EnvironmentType, ...domain, Subdomain: 'a', BaseEnvironment: 'shared' })).toEqual([
      'Only dev and test may use the tiers of another environment: leave BaseEnvironment empty.',
    ]);
  });

  it('an environment as its own base', () => {
    expect(refused({ BaseEnvironment: 'one' })).toEqual([
      'An environment is not its own base: leave BaseEnvironment empty to use its own tiers.',
    ]);
  });

  it('the domain of the base itself', () => {
    expect(refused({ BaseEnvironment: 'shared', ...domain })).toEqual([
      'The domain itself belongs to the base environment: type a Subdomain.',
    ]);
    expect(refused({ BaseEnvironment: 'shared', ...domain, Subdomain: 'one' })).toEqual([]);
  });

  it('a name below a domain that is not used', () => {
    expect(refused({ Subdomain: 'www' })).toEqual([
      'A name below the domain needs the domain: choose yes for UseDomain, or leave Subdomain empty.',
    ]);
  });

  it.each(['failover', 'latency'])('%s without a domain', (RoutingPolicy) => {
    expect(refused({ RoutingPolicy })).toEqual([
      'failover and latency are policies of a DNS record: choose yes for UseDomain, or simple for RoutingPolicy.',
    ]);
    expect(refused({ RoutingPolicy, ...domain })).toEqual([]);
  });

  it('more tasks at least than at most, in every type and by every pair of answers', () => {
    const { MinTasks, MaxTasks } = appParameters.Application;
    for (const EnvironmentType of environmentTypeNames) {
      const minTasks = appSizes.minTasks[EnvironmentType];
      const maxTasks = appSizes.maxTasks[EnvironmentType];
      for (const least of MinTasks.allowedValues) {
        for (const most of MaxTasks.allowedValues) {
          const fits =
            (least === 'by-type' ? minTasks : Number(least)) <= (most === 'by-type' ? maxTasks : Number(most));
          const problems = refused({ EnvironmentType, ...domain, MinTasks: least, MaxTasks: most });
          expect([EnvironmentType, least, most, problems.length]).toEqual([EnvironmentType, least, most, fits ? 0 : 1]);
        }
      }
    }
  });

  it.each([
    ['BaseEnvironment', 'Shared'],
    ['Subdomain', 'a.b'],
    ['Subdomain', '-a'],
    ['Image', 'nginx'],
    ['Image', 'NGINX:latest'],
    ['Image', 'nginx:latest;rm'],
    ['ContainerPort', '80'],
    ['ContainerPort', '70000'],
    ['HealthCheckPath', 'health'],
    ['HealthCheckPath', '/health?x=1'],
    ['TaskSize', 'huge'],
    ['MinTasks', '0'],
    ['ApiPath', '/'],
    ['ApiPath', '/api/v1'],
    ['ApiRateLimit', '11'],
    ['RequestLimit', '9'],
    ['ContentSecurityPolicy', ''],
    ['ContentSecurityPolicy', "default-src 'self'\nX-Evil: 1"],
    ['RoutingPolicy', 'weighted'],
  ])('%s "%s"', (name, value) => {
    expect(() => refused({ [name]: value })).toThrow(`Parameter ${name} failed to satisfy constraint`);
  });
});
