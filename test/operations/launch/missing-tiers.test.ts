import type { Template } from '../../../catalog/template';
import { importedNames, missingTiers } from '../../../operations/launch/missing-tiers';

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
    expect(importedNames({ template: consumer, parameters: dev, ...place }).sort()).toEqual([
      'bellyfed:dev:network:Is-dev',
      'bellyfed:dev:network:VpcId',
    ]);
    const withData = { ...dev, WithData: 'yes' };
    expect(importedNames({ template: consumer, parameters: withData, ...place })).toContain(
      'bellyfed:dev:data:ClusterArn',
    );
  });

  it('is nothing when the parameters are wrong, since the launch says why', () => {
    expect(importedNames({ template: consumer, parameters: {}, ...place })).toEqual([]);
  });
});

describe('missing tiers', () => {
  const imported = ['bellyfed:dev:network:VpcId', 'bellyfed:dev:network:Is-dev', 'bellyfed:dev:data:ClusterArn'];

  it('are those that export nothing, each with the command that launches it', () => {
    expect(missingTiers(imported, new Set())).toEqual([
      'dev has no network yet: npm run catalog -- launch network --environment dev …',
      'dev has no data yet: npm run catalog -- launch data --environment dev …',
    ]);
  });

  it('are none when all is exported', () => {
    expect(missingTiers(imported, new Set(imported))).toEqual([]);
  });

  it('say when a tier is there but of another type', () => {
    const exported = new Set([
      'bellyfed:dev:network:VpcId',
      'bellyfed:dev:network:Is-test',
      'bellyfed:dev:data:ClusterArn',
    ]);
    expect(missingTiers(imported, exported)).toEqual([expect.stringContaining('bellyfed:dev:network:Is-dev')]);
  });

  it('leave exports of others to CloudFormation', () => {
    expect(missingTiers(['somebody-elses'], new Set())).toEqual([]);
  });
});
