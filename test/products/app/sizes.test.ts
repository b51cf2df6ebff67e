import { environmentTypeNames } from '../../../catalog/product';
import { appSizes } from '../../../products/app/sizes';
import { taskSizes } from '../../../products/shared/compute/task-size';
import { domain, launch } from './launch';

describe.each(environmentTypeNames)('an application for %s', (EnvironmentType) => {
  const app = launch({ EnvironmentType, ...domain });

  it('runs as many tasks as its type says', () => {
    expect(app.properties('ScalingTarget')).toMatchObject({
      MinCapacity: appSizes.minTasks[EnvironmentType],
      MaxCapacity: appSizes.maxTasks[EnvironmentType],
      ScalableDimension: 'ecs:service:DesiredCount',
      ResourceId: 'service/Cluster/Service.Name',
    });
  });

  it('leaves it to scaling how many tasks there are, from the first launch on', () => {
    expect(app.properties('Service')).toMatchObject({ LaunchType: 'FARGATE' });
    expect(app.properties('Service')).not.toHaveProperty('DesiredCount');
  });

  it('keeps every log as long as its type says, or as long as it is told', () => {
    const retention = (answers: Record<string, string>) =>
      launch({ EnvironmentType, ...domain, ...answers })
        .ofType('AWS::Logs::LogGroup')
        .map(({ properties }) => properties.RetentionInDays);
    expect(new Set(retention({}))).toEqual(new Set([appSizes.logRetentionDays[EnvironmentType]]));
    expect(new Set(retention({ LogRetention: '90' }))).toEqual(new Set([90]));
    expect(retention({})).toHaveLength(7);
  });
});

it('the form may say how many tasks there are', () => {
  expect(launch({ MinTasks: '2', MaxTasks: '10' }).properties('ScalingTarget')).toMatchObject({
    MinCapacity: 2,
    MaxCapacity: 10,
  });
});

it('CPU and memory both make it scale', () => {
  const policies = launch().ofType('AWS::ApplicationAutoScaling::ScalingPolicy');
  const metrics = policies.map(({ properties }) => properties.TargetTrackingScalingPolicyConfiguration);
  expect(metrics).toEqual([
    expect.objectContaining({
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      TargetValue: 60,
    }),
    expect.objectContaining({
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageMemoryUtilization' },
      TargetValue: 70,
    }),
  ]);
});

it.each(Object.entries(taskSizes))('a task of size %s has its CPU and memory', (TaskSize, size) => {
  expect(launch({ TaskSize }).properties('Task')).toMatchObject(size);
});
