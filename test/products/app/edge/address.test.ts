import { environmentTypeNames } from '../../../../catalog/product';
import { domain, launch } from '../launch';

/** The attributes of a listener or load balancer by their key. */
function attributes(list: unknown): Record<string, string> {
  return Object.fromEntries((list as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value]));
}

const header = (name: string) => `routing.http.response.${name}.header_value`;

describe('with a domain', () => {
  const app = launch({ ...domain, Subdomain: 'www' });

  it('HTTPS serves with TLS 1.2 or newer and the certificate of the network', () => {
    expect(app.properties('ListenerSecureHttps')).toMatchObject({
      Protocol: 'HTTPS',
      Port: 443,
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      Certificates: [{ CertificateArn: 'bellyfed:one:network:CertificateArn' }],
      DefaultActions: [{ Type: 'forward', TargetGroupArn: 'LoadBalancerTasksTargetGroup' }],
    });
  });

  it('HTTP does nothing but redirect', () => {
    expect(app.properties('ListenerHttp').DefaultActions).toEqual([
      { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } },
    ]);
    expect(app.ofType('AWS::ElasticLoadBalancingV2::ListenerRule')).toEqual([
      expect.objectContaining({ properties: expect.objectContaining({ ListenerArn: 'ListenerSecureHttps' }) }),
    ]);
  });

  it('every answer carries the security headers', () => {
    expect(attributes(app.properties('ListenerSecureHttps').ListenerAttributes)).toMatchObject({
      [header('content_security_policy')]: expect.stringContaining("frame-ancestors 'none'"),
      [header('strict_transport_security')]: 'max-age=31536000; includeSubDomains',
      [header('x_content_type_options')]: 'nosniff',
      [header('x_frame_options')]: 'DENY',
    });
  });

  it('the policy of the form is the header', () => {
    const ContentSecurityPolicy = "default-src 'none'";
    const { ListenerAttributes } = launch({ ...domain, ContentSecurityPolicy }).properties('ListenerSecureHttps');
    expect(attributes(ListenerAttributes)[header('content_security_policy')]).toBe(ContentSecurityPolicy);
  });

  it('the address is that of the subdomain, or of the domain itself', () => {
    expect(app.output('ApplicationUrl')).toBe('https://www.bellyfed:one:network:DomainName');
    expect(launch(domain).output('ApplicationUrl')).toBe('https://bellyfed:one:network:DomainName');
  });

  it('the service waits for the listener that leads to it', () => {
    expect(app.properties('Service').Tags).toContainEqual({ Key: 'Listener', Value: 'ListenerSecureHttps' });
    expect(launch().properties('Service').Tags).toContainEqual({ Key: 'Listener', Value: 'ListenerHttp' });
  });
});

describe('without a domain', () => {
  const app = launch();

  it('HTTP serves, with the headers that make sense there', () => {
    const { DefaultActions, ListenerAttributes } = app.properties('ListenerHttp');
    expect(DefaultActions).toEqual([{ Type: 'forward', TargetGroupArn: 'LoadBalancerTasksTargetGroup' }]);
    expect(Object.keys(attributes(ListenerAttributes))).toEqual([
      header('content_security_policy'),
      header('x_content_type_options'),
      header('x_frame_options'),
      'routing.http.response.server.enabled',
    ]);
    expect(app.resources.ListenerSecureHttps).toBeUndefined();
  });

  it.each(['DomainName', 'HostedZoneId', 'CertificateArn'])(
    'does not import the %s of the network, which may change once there is one',
    (name) => {
      expect(app.text).not.toContain(`bellyfed:one:network:${name}`);
      expect(launch(domain).text).toContain(`bellyfed:one:network:${name}`);
    },
  );

  it('has no record, whatever the routing policy', () => {
    expect(app.ofType('AWS::Route53::RecordSet')).toEqual([]);
  });
});

describe('either way', () => {
  it.each([{}, domain])('the API path leads to the function, all else to the tasks: %p', (answers) => {
    const [rule] = launch({ ...answers, ApiPath: '/content-api' }).ofType('AWS::ElasticLoadBalancingV2::ListenerRule');
    expect(rule?.properties).toMatchObject({
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/content-api/*'] } }],
      Actions: [{ Type: 'forward', TargetGroupArn: 'ApiTargetGroup' }],
    });
  });

  it.each(environmentTypeNames)('the load balancer of %s logs, drops bad headers, and is protected in prod', (type) => {
    const { LoadBalancerAttributes, Scheme, Subnets } = launch({ ...domain, EnvironmentType: type }).properties(
      'LoadBalancer',
    );
    expect(Scheme).toBe('internet-facing');
    expect(Subnets).toEqual([1, 2, 3].map((zone) => `bellyfed:one:network:PublicSubnetIds${zone}`));
    expect(attributes(LoadBalancerAttributes)).toMatchObject({
      'access_logs.s3.enabled': 'true',
      'access_logs.s3.bucket': 'bellyfed:one:data:LogsBucketName',
      'access_logs.s3.prefix': 'load-balancer',
      'deletion_protection.enabled': String(type === 'prod'),
      'routing.http.drop_invalid_header_fields.enabled': 'true',
    });
  });

  it('the name of the load balancer has no capitals, as origins have none', () => {
    const { Name } = launch().properties('LoadBalancer');
    expect(Name).toMatch(/^[a-z][a-z0-9-]{1,31}$/);
    expect(Name).not.toMatch(/^internal-/);
  });
});

describe('the DNS record', () => {
  const record = (answers: Record<string, string>) => {
    const app = launch({ ...domain, ...answers });
    return {
      records: app.ofType('AWS::Route53::RecordSet').map(({ properties }) => properties),
      checks: app.ofType('AWS::Route53::HealthCheck').map(({ properties }) => properties),
    };
  };
  const alias = {
    Type: 'A',
    Name: 'bellyfed:one:network:DomainName',
    HostedZoneId: 'bellyfed:one:network:HostedZoneId',
    AliasTarget: expect.objectContaining({ DNSName: 'LoadBalancer.DNSName', EvaluateTargetHealth: true }),
  };

  it('is simple by default: one record, nothing else', () => {
    const { records, checks } = record({});
    expect(records).toEqual([alias]);
    expect(checks).toEqual([]);
  });

  it('with none is not there', () => {
    expect(record({ RoutingPolicy: 'none' })).toEqual({ records: [], checks: [] });
  });

  it.each(['PRIMARY', 'SECONDARY'])('with failover has the role %s and a health check', (FailoverRole) => {
    const { records, checks } = record({ RoutingPolicy: 'failover', FailoverRole, HealthCheckPath: '/health' });
    expect(records).toEqual([
      {
        ...alias,
        Failover: FailoverRole,
        SetIdentifier: `${FailoverRole}-eu-central-1`,
        HealthCheckId: 'DnsFailoverHealthCheck.HealthCheckId',
      },
    ]);
    expect(checks).toEqual([
      expect.objectContaining({
        HealthCheckConfig: expect.objectContaining({
          Type: 'HTTPS',
          FullyQualifiedDomainName: 'LoadBalancer.DNSName',
          ResourcePath: '/health',
        }),
      }),
    ]);
  });

  it('with latency belongs to the region, and has a health check', () => {
    const { records, checks } = record({ RoutingPolicy: 'latency' });
    expect(records).toEqual([
      {
        ...alias,
        Region: 'eu-central-1',
        SetIdentifier: 'eu-central-1',
        HealthCheckId: 'DnsLatencyHealthCheck.HealthCheckId',
      },
    ]);
    expect(checks).toHaveLength(1);
  });
});
