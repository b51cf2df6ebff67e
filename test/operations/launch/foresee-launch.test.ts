import { join } from 'node:path';
import { loadReleases, releaseTemplate } from '../../../catalog/release';
import type { Template } from '../../../catalog/template';
import { foreseeLaunch } from '../../../operations/launch/foresee-launch';
import { products as allOf } from '../../../products';
import { projectRoot } from '../../scripts/run-catalog';

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
      oneWay: [],
      tiers: [],
    });
  });
});

describe('the tiers of a launch', () => {
  const Properties = { ProductName: 'Alarms', ProvisioningArtifactName: '1.0.0' };
  const launched = (more: object): Template => ({
    Resources: {
      Alarms: { Type: 'AWS::ServiceCatalog::CloudFormationProvisionedProduct', Properties: { ...Properties, ...more } },
    },
  });
  const ProvisioningParameters = Object.entries({ ...dev, WithData: 'yes' }).map(([Key, Value]) => ({ Key, Value }));

  it('are counted by the answers that they get', () => {
    const question = { template: launched({ ProvisioningParameters }), parameters: {}, ...place };
    const resources = { 'AWS::EC2::SecurityGroup': 1, 'AWS::SSM::Parameter': 1 };
    const tier = { tier: 'Alarms', name: undefined, product: 'Alarms', version: '1.0.0' };
    expect(foreseeLaunch({ ...question, templateOf: () => consumer }).tiers).toEqual([
      { ...tier, resources, unasked: [] },
    ]);
    expect(foreseeLaunch({ ...question, templateOf: () => undefined }).tiers).toEqual([{ ...tier, unasked: [] }]);
  });

  it('keep their defaults where no answer is passed on, whatever it depends on', () => {
    const [name, type] = ProvisioningParameters;
    const behind = { 'Fn::If': ['Has', { Key: 'WithData', Value: 'yes' }, { Ref: 'AWS::NoValue' }] };
    const Conditions = { Has: { 'Fn::Equals': ['a', 'b'] } };
    const unasked = (...answers: (object | undefined)[]) => {
      const template = { ...launched({ ProvisioningParameters: answers }), Conditions };
      return foreseeLaunch({ template, parameters: {}, ...place, templateOf: () => consumer }).tiers[0]?.unasked;
    };
    expect(unasked(name, type)).toEqual(['WithData']);
    expect(unasked(name, type, behind)).toEqual([]);
  });

  it('are not counted where they can not be evaluated', () => {
    const question = { template: launched({}), parameters: {}, ...place, templateOf: () => consumer };
    expect(foreseeLaunch(question).tiers).toMatchObject([{ tier: 'Alarms', resources: undefined }]);
  });
});

describe('what AWS could not take back of a launch', () => {
  const products = join(projectRoot, 'products');
  const newest = (id: string): Template => {
    const release = loadReleases(join(products, id)).at(-1);
    if (!release) throw new Error(`nothing of ${id} is released`);
    return releaseTemplate(release);
  };
  const oneWay = (id: string, EnvironmentType: string, more: Record<string, string> = {}) =>
    foreseeLaunch({
      ...{ template: newest(id), ...place },
      parameters: { EnvironmentName: 'shop', EnvironmentType, ...more },
      templateOf: (name, version) => {
        const product = allOf.find((each) => each.name === name);
        const release = product && loadReleases(join(products, product.id)).find((each) => each.version === version);
        return release && releaseTemplate(release);
      },
    }).oneWay;
  const domain = { DomainName: 'example.com', HostedZoneId: 'Z0123456789ABCDEFGHIJ', AlarmEmail: 'a@example.com' };

  it('is what is made protected, in prod alone', () => {
    expect(oneWay('data', 'prod')).toEqual(['DatabaseCluster']);
    expect(oneWay('data', 'dev')).toEqual([]);
  });

  it('counts what is inside the tiers of an environment', () => {
    expect(oneWay('environment', 'prod', domain)).toEqual(expect.arrayContaining(['Data.DatabaseCluster']));
    expect(oneWay('environment', 'prod', domain).some((each) => each.startsWith('App.LoadBalancer'))).toBe(true);
    expect(oneWay('environment', 'test')).toEqual([]);
  });

  it('leaves out what its deletion policy keeps', () => {
    const table = (DeletionPolicy: 'Retain' | 'Delete'): Template => ({
      Resources: {
        Table: { Type: 'AWS::DynamoDB::Table', DeletionPolicy, Properties: { DeletionProtectionEnabled: true } },
      },
    });
    const found = (policy: 'Retain' | 'Delete') =>
      foreseeLaunch({ template: table(policy), parameters: {}, ...place }).oneWay;
    expect([found('Delete'), found('Retain')]).toEqual([['Table'], []]);
  });
});
