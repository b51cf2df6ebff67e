import type { Json } from '../../../catalog/template';
import { compared, onlyChange } from './compared';

type Resources = Record<string, Json>;

const change = (before: Resources, after: Resources) => compared({ Resources: before }, { Resources: after });

function resource(type: string, properties: Record<string, Json> = {}, more: Record<string, Json> = {}): Json {
  return { Type: type, Properties: properties, ...more };
}

const key = (spec: Record<string, Json> = {}) => resource('AWS::KMS::Key', { KeyPolicy: {}, ...spec });
const bucket = (properties: Record<string, Json> = {}, more: Record<string, Json> = {}) =>
  resource('AWS::S3::Bucket', properties, more);

describe('a resource', () => {
  it('that comes is minor', () => {
    expect(onlyChange(change({}, { New: bucket() }))).toMatchObject({ effect: 'addition', bump: 'minor' });
  });

  it('without data may go', () => {
    const gone = onlyChange(change({ Old: resource('AWS::SQS::Queue') }, {}));
    expect(gone).toMatchObject({ effect: 'removal', bump: 'minor', losesData: false });
  });

  it.each(['Delete', 'Retain', 'Snapshot'])('with data is lost to the product, policy %s or not', (DeletionPolicy) => {
    const type = DeletionPolicy === 'Snapshot' ? 'AWS::RDS::DBCluster' : 'AWS::S3::Bucket';
    const gone = onlyChange(change({ Old: resource(type, {}, { DeletionPolicy }) }, {}));
    expect(gone).toMatchObject({ effect: 'removal', bump: 'major', losesData: true });
  });

  it('of a database leaves a last snapshot where the running template says nothing', () => {
    const removed = (more: Record<string, Json>) =>
      onlyChange(change({ Old: resource('AWS::RDS::DBCluster', {}, more) }, {})).why;
    expect(removed({})).toMatch(/^AWS takes a last snapshot of the resource and deletes it/);
    expect(removed({ DeletionPolicy: 'Delete' })).toMatch(/^AWS deletes the resource/);
  });

  it('under another logical id is a removal and an addition', () => {
    const { losesData, changes } = change({ Old: bucket() }, { New: bucket() });
    expect(losesData).toBe(true);
    expect(changes.map(({ effect }) => effect).sort()).toEqual(['addition', 'removal']);
  });

  it('under another logical id with the same physical name is refused', () => {
    const role = resource('AWS::IAM::Role', { RoleName: 'worker', AssumeRolePolicyDocument: {} });
    const { changes } = change({ Old: role }, { New: role });
    expect(changes[0]).toMatchObject({ logicalId: 'New', effect: 'failure', bump: 'major' });
    expect(changes[0]?.why).toContain('before it deletes Old');
  });

  it('never becomes another type', () => {
    const { changes } = change({ It: bucket() }, { It: resource('AWS::SQS::Queue') });
    expect(changes).toMatchObject([{ logicalId: 'It', effect: 'failure', bump: 'major', losesData: true }]);
  });

  it('that does not exist any more where a tier was, took the data of the tier along', () => {
    const tier = resource('AWS::ServiceCatalog::CloudFormationProvisionedProduct', {
      ProductName: 'Data',
      ProvisioningArtifactName: '1.0.0',
      ProvisionedProductName: 'data',
    });
    expect(change({ Tier: tier }, {}).losesData).toBe(true);
  });
});

describe('a property', () => {
  it('that replaces a stateless resource is minor', () => {
    const host = (cidr: string) => resource('AWS::EC2::VPC', { CidrBlock: cidr });
    expect(onlyChange(change({ Net: host('10.0.0.0/16') }, { Net: host('10.1.0.0/16') }))).toMatchObject({
      effect: 'replacement',
      bump: 'minor',
      losesData: false,
    });
  });

  it('that replaces a resource with data is major and loses it', () => {
    const files = (Encrypted: boolean) => resource('AWS::EFS::FileSystem', { Encrypted });
    expect(onlyChange(change({ Files: files(false) }, { Files: files(true) }))).toMatchObject({
      property: 'Encrypted',
      effect: 'replacement',
      bump: 'major',
      losesData: true,
    });
  });

  it('that would replace a resource of a fixed name is refused, unless the name changes too', () => {
    const target = (Port: number, Name: string) =>
      resource('AWS::ElasticLoadBalancingV2::TargetGroup', { Port, Name, Protocol: 'HTTP' });
    expect(onlyChange(change({ To: target(80, 'web') }, { To: target(81, 'web') }))).toMatchObject({
      effect: 'failure',
      bump: 'major',
    });
    expect(change({ To: target(80, 'web') }, { To: target(81, 'site') }).bump).toBe('minor');
  });

  it('that the service never changes is refused', () => {
    const changed = onlyChange(change({ It: key() }, { It: key({ KeyUsage: 'SIGN_VERIFY' }) }));
    expect(changed).toMatchObject({ effect: 'failure', bump: 'major', losesData: false });
  });

  it('that interrupts is minor', () => {
    const writer = (DBInstanceClass: string) =>
      resource('AWS::RDS::DBInstance', { DBInstanceClass, DBClusterIdentifier: 'orders' });
    expect(onlyChange(change({ Db: writer('db.r6g.large') }, { Db: writer('db.r6g.xlarge') }))).toMatchObject({
      effect: 'interruption',
      bump: 'minor',
    });
  });

  it('of a type that AWS does not list may replace', () => {
    const thing = (Size: number) => resource('Acme::Web::Site', { Size });
    expect(onlyChange(change({ It: thing(1) }, { It: thing(2) }))).toMatchObject({
      effect: 'replacement',
      bump: 'major',
      losesData: true,
    });
  });

  it('written as a number or as text is the same', () => {
    const to = (Port: Json) => resource('AWS::ElasticLoadBalancingV2::TargetGroup', { Port });
    expect(onlyChange(change({ To: to(80) }, { To: to('80') }))).toMatchObject({ effect: 'none', bump: 'patch' });
  });

  it.each([
    ['DependsOn', { DependsOn: 'Topic' }],
    ['Metadata', { Metadata: { Owner: 'us' } }],
  ])('%s is a patch', (_, more) => {
    expect(onlyChange(change({ It: bucket() }, { It: bucket({}, more) }))).toMatchObject({
      effect: 'none',
      bump: 'patch',
    });
  });
});

describe('what refers to a replaced resource', () => {
  const cluster = (properties: Record<string, Json>) =>
    resource('AWS::RDS::DBCluster', { Engine: 'aurora', ...properties });
  const subnets = (description: string) =>
    resource('AWS::RDS::DBSubnetGroup', { DBSubnetGroupDescription: description, SubnetIds: ['a'] });

  it('is replaced with it where the reference replaces', () => {
    const network = (CidrBlock: string): Resources => ({
      Net: resource('AWS::EC2::VPC', { CidrBlock }),
      Group: resource('AWS::EC2::SecurityGroup', { GroupDescription: 'x', VpcId: { Ref: 'Net' } }),
      Function: resource('AWS::Lambda::Function', {
        Code: { ZipFile: '' },
        Role: 'r',
        VpcConfig: { SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] },
      }),
    });
    const found = change(network('10.0.0.0/16'), network('10.1.0.0/16')).changes;
    const effects = Object.fromEntries(found.map(({ logicalId, effect }) => [logicalId, effect]));
    expect(effects).toEqual({ Net: 'replacement', Group: 'replacement', Function: 'none' });
    expect(found.find(({ logicalId }) => logicalId === 'Group')?.why).toContain('because Net changes');
  });

  it('is lost with it where it holds data', () => {
    const template = (name: Record<string, Json>): Resources => ({
      Group: resource('AWS::RDS::DBSubnetGroup', { DBSubnetGroupDescription: 'x', SubnetIds: ['a'], ...name }),
      Db: cluster({ DBSubnetGroupName: { Ref: 'Group' } }),
    });
    const { losesData, changes } = change(template({}), template({ DBSubnetGroupName: 'named' }));
    expect(losesData).toBe(true);
    expect(changes[0]).toMatchObject({ logicalId: 'Db', property: 'DBSubnetGroupName', effect: 'replacement' });
  });

  it('stays when the resource is only updated', () => {
    const before = { Group: subnets('one'), Db: cluster({ DBSubnetGroupName: { Ref: 'Group' } }) };
    const after = { Group: subnets('two'), Db: cluster({ DBSubnetGroupName: { Ref: 'Group' } }) };
    expect(onlyChange(change(before, after)).logicalId).toBe('Group');
  });

  it('stays when an attribute stays, and changes with an attribute that an update changes', () => {
    const template = (image: string): Resources => ({
      Launch: resource('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { ImageId: image } }),
      Host: resource('AWS::EC2::Instance', {
        LaunchTemplate: {
          LaunchTemplateId: { Ref: 'Launch' },
          Version: { 'Fn::GetAtt': ['Launch', 'LatestVersionNumber'] },
        },
      }),
      Role: resource('AWS::IAM::Role', { AssumeRolePolicyDocument: {}, Description: image }),
      Function: resource('AWS::Lambda::Function', { Code: { ZipFile: '' }, Role: { 'Fn::GetAtt': ['Role', 'Arn'] } }),
    });
    const ids = change(template('ami-1'), template('ami-2')).changes.map(({ logicalId }) => logicalId);
    expect(ids.sort()).toEqual(['Host', 'Launch', 'Role']);
  });
});

describe('an update policy', () => {
  const domain = (version: string, isOn: boolean): Resources => ({
    Search: resource(
      'AWS::OpenSearchService::Domain',
      { EngineVersion: version },
      isOn ? { UpdatePolicy: { EnableVersionUpgrade: true } } : {},
    ),
  });

  it('decides whether a search domain keeps its data', () => {
    expect(change(domain('OpenSearch_2.1', true), domain('OpenSearch_2.3', true)).bump).toBe('patch');
    expect(change(domain('OpenSearch_2.1', false), domain('OpenSearch_2.3', false)).losesData).toBe(true);
  });
});

describe('a policy that keeps data', () => {
  const kept = (policies: Record<string, Json>) => ({ Files: bucket({}, policies) });

  it('is a promise: weaker is major, stronger is a patch', () => {
    const strong = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
    const weaker = onlyChange(change(kept(strong), kept({ ...strong, DeletionPolicy: 'Delete' })));
    expect(weaker).toMatchObject({ property: 'DeletionPolicy', effect: 'none', bump: 'major', losesData: false });
    expect(change(kept({}), kept(strong)).bump).toBe('patch');
  });

  it('of a cluster that goes without saying stays the same', () => {
    const cluster = (more: Record<string, Json>) => ({
      Db: resource('AWS::RDS::DBCluster', { Engine: 'aurora' }, more),
    });
    expect(change(cluster({ DeletionPolicy: 'Snapshot' }), cluster({})).bump).toBe('patch');
  });
});

describe('the version of a nested product', () => {
  const tier = (ProvisioningArtifactName: Json): Resources => ({
    Tier: resource('AWS::ServiceCatalog::CloudFormationProvisionedProduct', {
      ProductName: 'Data',
      ProvisioningArtifactName,
    }),
  });

  it.each([
    ['1.0.0', '1.0.1', 'patch'],
    ['1.0.0', '1.1.0', 'minor'],
    ['1.4.2', '2.0.0', 'major'],
    ['2.0.0', '1.9.0', 'major'],
    ['blue', 'green', 'minor'],
  ])('from %s to %s is %s', (before, after, bump) => {
    expect(onlyChange(change(tier(before), tier(after)))).toMatchObject({ bump, effect: 'none' });
  });
});
