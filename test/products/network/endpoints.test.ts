import { isCanonicalAction } from '../../../catalog/permissions';
import { gatewayServices, interfaceServices } from '../../../products/network/endpoint-services';
import { launchedNetwork } from './launched-network';

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

const network = launchedNetwork({ InterfaceEndpoints: 'yes' });
const endpoints = network.ofType('AWS::EC2::VPCEndpoint');

describe('gateway endpoints', () => {
  it.each(['2', '3'])('are in every route table of %s zones', (ZoneCount) => {
    const two = launchedNetwork({ ZoneCount });
    const tables = two.ofType('AWS::EC2::RouteTable').map(({ id }) => id);
    for (const id of ['EndpointS3', 'EndpointDynamoDb']) {
      expect(new Set(two.properties(id)?.RouteTableIds as string[])).toEqual(new Set(tables));
    }
  });

  it('let layers of images come from AWS’s own bucket', () => {
    expect(network.properties('EndpointS3')?.PolicyDocument).toMatchObject({
      Statement: [{}, { Action: 's3:GetObject', Resource: 'arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*' }],
    });
  });
});

describe('every endpoint', () => {
  it('is found in a list by its name, that of the environment and of the service', () => {
    const names = endpoints.map(
      ({ properties }) => (properties.Tags as unknown as Tag[]).find(({ Key }) => Key === 'Name')?.Value,
    );
    const services = endpoints.map(({ properties }) =>
      String(properties.ServiceName).replace('com.amazonaws.eu-central-1', ''),
    );
    expect(names).toEqual(services.map((service) => `${network.parameters.EnvironmentName}-${service.slice(1)}`));
  });

  it('lets only this account’s principals through, and only to what workloads need', () => {
    for (const { properties } of endpoints) {
      expect(properties.PolicyDocument).toMatchObject({
        Statement: expect.arrayContaining([
          expect.objectContaining({ Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } } }),
        ]),
      });
    }
  });

  it.each([...Object.values(gatewayServices), ...interfaceServices])(
    'names actions of $service that exist',
    async ({ actions }) => {
      const known = await Promise.all(actions.map((action) => isCanonicalAction(action)));
      expect(actions.filter((_, index) => !known[index])).toEqual([]);
    },
  );
});

describe('interface endpoints', () => {
  it('answer to the services’ own names', () => {
    const names = endpoints
      .filter(({ properties }) => properties.PrivateDnsEnabled)
      .map(({ properties }) => properties.ServiceName);
    expect(names).toEqual(interfaceServices.map(({ service }) => `com.amazonaws.eu-central-1.${service}`));
  });

  it('are reached over HTTPS from the private subnets alone, and reach nothing', () => {
    const ingress = network.ofType('AWS::EC2::SecurityGroupIngress').map(({ properties }) => properties);
    expect(ingress.map(({ IpProtocol, FromPort, ToPort, CidrIp }) => [IpProtocol, FromPort, ToPort, CidrIp])).toEqual(
      ['1', '2', '3'].map((zone) => ['tcp', 443, 443, network.properties(`Zone${zone}PrivateSubnet`)?.CidrBlock]),
    );
    const group = network.properties('EndpointSecurityGroup');
    expect(group?.SecurityGroupIngress).toBeUndefined();
    expect(group?.SecurityGroupEgress).toEqual([expect.objectContaining({ CidrIp: '127.0.0.1/32' })]);
  });

  it('have a security group to refer to even where there are none', () => {
    expect(launchedNetwork({ InterfaceEndpoints: 'no' }).output('EndpointSecurityGroupId')).toBe(
      'EndpointSecurityGroup.GroupId',
    );
  });
});
