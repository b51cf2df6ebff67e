import { launch } from './launch';

const { resources } = launch({ EnvironmentType: 'prod' });

it('lets nobody in by itself, and nothing out', () => {
  const types = Object.values(resources).map(({ type }) => type);
  expect(types).not.toContain('AWS::EC2::SecurityGroupIngress');
  const groups = Object.entries(resources).filter(([, { type }]) => type === 'AWS::EC2::SecurityGroup');
  expect(groups.map(([id]) => id)).toEqual(['DatabaseSecurityGroup', 'FileSystemSecurityGroup']);
  for (const [, { properties }] of groups) {
    expect(properties).not.toHaveProperty('SecurityGroupIngress');
    expect(properties.SecurityGroupEgress).toMatchObject([{ CidrIp: '127.0.0.1/32' }]);
  }
});
