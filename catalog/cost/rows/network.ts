import { type CostRow, isOn, listed, MONTH_HOURS, structure } from '../cost-row';

const VPC = 'https://aws.amazon.com/vpc/pricing/';
const ROUTE53 = 'https://aws.amazon.com/route53/pricing/';
const WAF = 'https://aws.amazon.com/waf/pricing/';

/** Rule groups of AWS that have a subscription of their own beside the price of a rule. */
const SUBSCRIBED = /BotControl|ATPRuleSet|ACFPRuleSet|AntiDDoS/;

/** Costs of networks: their gateways, addresses, endpoints, load balancers, names and firewalls. */
export const networkRows: readonly CostRow[] = [
  {
    type: 'AWS::EC2::NatGateway',
    page: VPC,
    standing: () => [{ price: 'nat-gateway-hour', quantity: MONTH_HOURS }],
    usage: ['nat-gateway-gb', 'internet-gb'],
  },
  {
    // In use or not, an address is charged alike.
    type: 'AWS::EC2::EIP',
    page: VPC,
    standing: () => [{ price: 'public-address-hour', quantity: MONTH_HOURS }],
  },
  {
    type: 'AWS::EC2::VPCEndpoint',
    page: 'https://aws.amazon.com/privatelink/pricing/',
    standing: ({ VpcEndpointType: kind = 'Gateway', SubnetIds: subnets }) => {
      if (kind === 'Gateway') return [];
      if (kind !== 'Interface') return [{ unpriced: `endpoints of the kind ${kind} have no price here` }];
      const zones = listed(subnets)?.length;
      if (zones === undefined) return [{ unpriced: 'it is not known in how many zones it is' }];
      return [{ price: 'interface-endpoint-hour', quantity: zones * MONTH_HOURS }];
    },
    usage: ({ VpcEndpointType: kind }) => (kind === 'Interface' ? ['interface-endpoint-gb'] : []),
  },
  {
    type: 'AWS::EC2::FlowLog',
    page: 'https://aws.amazon.com/cloudwatch/pricing/',
    standing: ({ LogDestinationType: kind = 'cloud-watch-logs' }) =>
      kind === 'cloud-watch-logs' ? [] : [{ unpriced: `flow logs that go to ${kind} have no price here` }],
    usage: ({ LogDestinationType: kind = 'cloud-watch-logs' }) =>
      kind === 'cloud-watch-logs' ? ['vended-log-gb', 'log-gb-month'] : [],
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    page: 'https://aws.amazon.com/elasticloadbalancing/pricing/',
    standing: ({ Type: kind = 'application', Scheme: scheme = 'internet-facing', Subnets, SubnetMappings }) => {
      if (kind !== 'application') return [{ unpriced: `load balancers of the kind ${kind} have no price here` }];
      const hours = { price: 'load-balancer-hour', quantity: MONTH_HOURS } as const;
      if (scheme !== 'internet-facing') return [hours];
      const zones = listed(Subnets ?? SubnetMappings)?.length;
      if (zones === undefined) return [hours, { unpriced: 'it is not known how many public addresses it has' }];
      return [hours, { price: 'public-address-hour', quantity: zones * MONTH_HOURS }];
    },
    usage: ['load-balancer-capacity', 'internet-gb', 'zone-gb'],
    assumption:
      'A load balancer has one public address in each of its subnets, and takes no capacity while nobody asks.',
  },
  {
    type: 'AWS::Route53::HostedZone',
    page: ROUTE53,
    standing: () => [{ price: 'zone-month', quantity: 1 }],
    usage: ['million-dns-queries'],
  },
  {
    type: 'AWS::Route53::HealthCheck',
    page: ROUTE53,
    standing: ({ HealthCheckConfig: config }) => {
      const { Type: kind = '', RequestInterval: interval, MeasureLatency: latency } = structure(config);
      const options = [
        String(kind).startsWith('HTTPS'),
        String(kind).endsWith('STR_MATCH'),
        String(interval) === '10',
        isOn(latency),
      ].filter(Boolean).length;
      return [
        { price: 'health-check-month', quantity: 1 },
        ...(options > 0 ? [{ price: 'health-check-feature-month', quantity: options } as const] : []),
      ];
    },
  },
  {
    // The namespace makes a hosted zone.
    type: 'AWS::ServiceDiscovery::PrivateDnsNamespace',
    page: 'https://aws.amazon.com/cloud-map/pricing/',
    standing: () => [{ price: 'zone-month', quantity: 1 }],
    usage: ['million-dns-queries'],
  },
  {
    // What ECS registers is free; this is registered by the stack.
    type: 'AWS::ServiceDiscovery::Instance',
    page: 'https://aws.amazon.com/cloud-map/pricing/',
    standing: () => [{ price: 'registered-instance-month', quantity: 1 }],
  },
  {
    type: 'AWS::WAFv2::WebACL',
    page: WAF,
    standing: ({ Rules: rules = [] }) => {
      const all = listed(rules);
      if (all === undefined) return [{ unpriced: 'it is not known how many rules it has' }];
      const subscribed = all.filter((rule) => SUBSCRIBED.test(JSON.stringify(structure(rule).Statement ?? null)));
      return [
        { price: 'firewall-month', quantity: 1 },
        ...(all.length > 0 ? [{ price: 'firewall-rule-month', quantity: all.length } as const] : []),
        ...subscribed.map(() => ({ unpriced: 'a rule group has a subscription that has no price here' })),
      ];
    },
    usage: ['firewall-million-requests'],
  },
  { type: 'AWS::WAFv2::LoggingConfiguration', page: WAF, usage: ['vended-log-gb', 'log-gb-month'] },
];
