import type { Template } from '../../../catalog/template';
import { foreseeLaunch } from '../../../operations/launch/foresee-launch';

const consumer: Template = {
  Parameters: {
    EnvironmentName: { Type: 'String' },
    EnvironmentType: { Type: 'String' },
    WithData: { Type: 'String', Default: 'no' },
  },
  Conditions: { UsesData: { 'Fn::Equals': [{ Ref: 'WithData' }, 'yes'] } },
  Resources: {
    Group: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        GroupDescription: 'x',
        VpcId: { 'Fn::ImportValue': { 'Fn::Sub': `bellyfed:\${EnvironmentName}:network:VpcId` } },
      },
    },
    Secret: {
      Type: 'AWS::SSM::Parameter',
      Condition: 'UsesData',
      Properties: {
        Type: 'String',
        Value: { 'Fn::ImportValue': { 'Fn::Sub': `bellyfed:\${EnvironmentName}:data:ClusterArn` } },
      },
    },
  },
  Outputs: {
    Marker: {
      Value: { 'Fn::ImportValue': { 'Fn::Sub': `bellyfed:\${EnvironmentName}:network:Is-\${EnvironmentType}` } },
    },
  },
};

const place = { accountId: '000000000000', region: 'us-east-1' };
const dev = { EnvironmentName: 'dev', EnvironmentType: 'dev' };

describe('what a launch imports', () => {
  it('is named by its parameters, and only where its conditions hold', () => {
    expect(foreseeLaunch({ template: consumer, parameters: dev, ...place }).imports.toSorted()).toEqual([
      'bellyfed:dev:network:Is-dev',
      'bellyfed:dev:network:VpcId',
    ]);
    const withData = { ...dev, WithData: 'yes' };
    expect(foreseeLaunch({ template: consumer, parameters: withData, ...place }).imports).toContain(
      'bellyfed:dev:data:ClusterArn',
    );
  });

  it('is nothing when the parameters are wrong, since the launch says why', () => {
    expect(foreseeLaunch({ template: consumer, parameters: {}, ...place })).toEqual({
      imports: [],
      resources: undefined,
    });
  });

  it('comes with the number of its resources, by its conditions', () => {
    const counted = (parameters: Record<string, string>) =>
      foreseeLaunch({ template: consumer, parameters, ...place }).resources;
    expect(counted({ ...dev, WithData: 'yes' })).toBe((counted(dev) ?? 0) + 1);
  });
});
