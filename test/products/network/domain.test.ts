import { network as product } from '../../../products/network/product';
import { refusals } from '../../catalog/product/evaluated';
import { launchedNetwork } from './launched-network';

const domain = { DomainName: 'dev.example.com' };
const brought = { ...domain, HostedZoneId: 'Z0123456789ABCDEFGHIJ' };
const outputs = (answers: Record<string, string>) => {
  const network = launchedNetwork(answers);
  return Object.fromEntries(
    ['DomainName', 'HostedZoneId', 'CertificateArn', 'HostedZoneNameServers'].map((name) => [
      name,
      network.output(name),
    ]),
  );
};

describe('without a domain', () => {
  it('there is neither zone nor certificate, and the exports say none', () => {
    const network = launchedNetwork();
    expect(network.ofType('AWS::Route53::HostedZone')).toEqual([]);
    expect(network.ofType('AWS::CertificateManager::Certificate')).toEqual([]);
    expect(new Set(Object.values(outputs({})))).toEqual(new Set(['none']));
  });
});

describe('with a domain alone', () => {
  it('a zone is created, and its name servers are shown', () => {
    expect(launchedNetwork(domain).properties('DomainHostedZone')).toMatchObject({ Name: 'dev.example.com' });
    expect(outputs(domain)).toEqual({
      DomainName: 'dev.example.com',
      HostedZoneId: 'DomainHostedZone',
      CertificateArn: 'none',
      HostedZoneNameServers: 'DomainHostedZone.NameServers',
    });
  });

  it('the zone stays when it is deleted or replaced', () => {
    expect(launchedNetwork(domain).resources.DomainHostedZone).toMatchObject({
      deletionPolicy: 'Retain',
      updateReplacePolicy: 'Retain',
    });
  });

  it('no certificate is asked for, since it would wait for ever', () => {
    expect(launchedNetwork(domain).ofType('AWS::CertificateManager::Certificate')).toEqual([]);
  });

  it('a certificate comes once the domain is delegated', () => {
    expect(launchedNetwork({ ...domain, DomainDelegated: 'yes' }).properties('DomainCertificate')).toMatchObject({
      DomainName: 'dev.example.com',
      SubjectAlternativeNames: ['*.dev.example.com'],
      ValidationMethod: 'DNS',
      DomainValidationOptions: [{ DomainName: 'dev.example.com', HostedZoneId: 'DomainHostedZone' }],
    });
  });
});

describe('with a zone of one’s own', () => {
  it('none is created, and the certificate is proved there', () => {
    const network = launchedNetwork(brought);
    expect(network.ofType('AWS::Route53::HostedZone')).toEqual([]);
    expect(network.properties('DomainCertificate')).toMatchObject({
      DomainValidationOptions: [{ DomainName: 'dev.example.com', HostedZoneId: brought.HostedZoneId }],
    });
    expect(outputs(brought)).toEqual({
      DomainName: 'dev.example.com',
      HostedZoneId: brought.HostedZoneId,
      CertificateArn: 'DomainCertificate',
      HostedZoneNameServers: 'none',
    });
  });
});

describe('the form refuses', () => {
  const refused = (answers: Record<string, string>) =>
    refusals(product, { EnvironmentName: 'one', EnvironmentType: 'dev', ...answers });

  it.each(['staging', 'prod'])('%s without a domain', (EnvironmentType) => {
    expect(refused({ EnvironmentType })).toEqual([
      'staging and prod serve over TLS only, which needs a domain: type DomainName.',
    ]);
    expect(refused({ EnvironmentType, ...domain })).toEqual([]);
  });

  it('a hosted zone without a domain', () => {
    expect(refused({ HostedZoneId: brought.HostedZoneId })).toEqual([
      'A hosted zone answers for a domain: type DomainName too, or leave HostedZoneId empty.',
    ]);
    expect(refused(brought)).toEqual([]);
  });

  it('a delegation without a domain', () => {
    expect(refused({ DomainDelegated: 'yes' })).toEqual([
      'Only a domain can be delegated: type DomainName too, or choose no for DomainDelegated.',
    ]);
    expect(refused({ ...domain, DomainDelegated: 'yes' })).toEqual([]);
  });

  it.each([
    ['DomainName', 'Example.com'],
    ['DomainName', 'example'],
    ['DomainName', '-a.example.com'],
    ['DomainName', '*.example.com'],
    ['DomainName', 'example.com.'],
    ['HostedZoneId', '/hostedzone/Z0123456789'],
    ['VpcCidr', '10.0.0.0/15'],
    ['VpcCidr', '10.0.1.0/16'],
    ['VpcCidr', '8.8.8.0/24'],
    ['ZoneCount', '1'],
    ['ZoneCount', '4'],
    ['NatGateways', '0'],
    ['FlowLogRetention', '2'],
    ['FlowLogKeyArn', 'alias/aws/logs'],
  ])('%s "%s"', (name, value) => {
    expect(() => refused({ [name]: value })).toThrow(`Parameter ${name} failed to satisfy constraint`);
  });
});
