/**
 * AWS's own worked examples, each with its own unit prices. Not readable anywhere here, so not checked: the total of the example of
 * an Application Load Balancer (https://aws.amazon.com/elasticloadbalancing/pricing/), of which only the unit prices were seen.
 */
import type { Json } from '../../../catalog/template';
import { costOf } from './cost-of';

/** A service of five tasks with 1 vCPU, 2 GB of memory and 30 GB of storage each. */
function fiveTasks(architecture: string): Record<string, readonly [string, Record<string, Json>]> {
  return {
    Task: [
      'AWS::ECS::TaskDefinition',
      {
        Cpu: '1024',
        Memory: '2048',
        EphemeralStorage: { SizeInGiB: 30 },
        RuntimePlatform: { CpuArchitecture: architecture, OperatingSystemFamily: 'LINUX' },
      },
    ],
    Service: ['AWS::ECS::Service', { TaskDefinition: { Ref: 'Task' }, DesiredCount: 5, LaunchType: 'FARGATE' }],
  };
}

/** Part of a month of 730 hours that ten minutes a day on thirty days are. */
const TEN_MINUTES_A_DAY = (600 * 30) / (730 * 3600);

// https://aws.amazon.com/fargate/pricing/, examples 1 and 2, US East (N. Virginia), as kept in 2026.
it('Fargate, x86: five tasks for ten minutes a day cost 1.26 dollars', () => {
  const { monthlyUsd, unpriced } = costOf(fiveTasks('X86_64'), {
    'fargate-vcpu-hour': 0.000011244 * 3600,
    'fargate-gb-hour': 0.000001235 * 3600,
    'fargate-storage-gb-hour': 0.0000000308 * 3600,
  });
  expect(unpriced).toEqual([]);
  expect((monthlyUsd * TEN_MINUTES_A_DAY).toFixed(2)).toBe('1.26');
});

it('Fargate, Arm: five tasks for ten minutes a day cost 1.02 dollars', () => {
  const { monthlyUsd } = costOf(fiveTasks('ARM64'), {
    'fargate-arm-vcpu-hour': 0.0000089944 * 3600,
    'fargate-arm-gb-hour': 0.0000009889 * 3600,
    'fargate-storage-gb-hour': 0.0000000308 * 3600,
  });
  expect((monthlyUsd * TEN_MINUTES_A_DAY).toFixed(2)).toBe('1.02');
});

// https://aws.github.io/aws-security-services-best-practices/guides/waf/waf-cost/docs/, "Core scenario", 2026, no region named.
it('WAF: a web ACL with five rules, two managed groups and ten million requests costs 18 dollars', () => {
  const custom = ['one', 'two', 'three', 'four', 'five'].map((Name) => ({
    Name,
    Statement: { GeoMatchStatement: {} },
  }));
  const managed = ['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet'].map((Name) => ({
    Name,
    Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name } },
  }));
  const cost = costOf(
    { Firewall: ['AWS::WAFv2::WebACL', { Rules: [...custom, ...managed] }] },
    { 'firewall-month': 5, 'firewall-rule-month': 1, 'firewall-million-requests': 0.6 },
    { usage: { 'firewall-million-requests': 10 } },
  );
  expect(cost).toMatchObject({ monthlyUsd: 12, usageUsd: 6, totalUsd: 18 });
});

// https://aws.amazon.com/efs/pricing/, US dollars, as kept: 132,000 GB-hours of March are 177 GB-months, 53.10 dollars.
it('EFS: 177 GB-months cost 53.10 dollars', () => {
  const { totalUsd } = costOf(
    { Files: ['AWS::EFS::FileSystem', {}] },
    { 'files-gb-month': 0.3, 'files-infrequent-gb-month': 0.025 },
    { usage: { 'files-gb-month': Math.floor((100 * 15 * 24 + 250 * 16 * 24) / 744) } },
  );
  expect(totalUsd).toBe(53.1);
});

// https://aws.amazon.com/cloudwatch/pricing/, US East, 2026: four alarms of standard resolution.
it('CloudWatch: four alarms cost 40 cents a month', () => {
  const alarms = ['One', 'Two', 'Three', 'Four'].map((id) => [
    id,
    ['AWS::CloudWatch::Alarm', { MetricName: 'CPUUtilization', Period: 300 }] as const,
  ]);
  expect(costOf(Object.fromEntries(alarms), { 'alarm-metric-month': 0.1 }).monthlyUsd).toBe(0.4);
});

// https://aws.amazon.com/vpc/pricing/, US East (Ohio), 2026: an hour, and a gigabyte through it, 0.045 dollars each.
it('NAT gateway: an hour and a gigabyte cost 4.5 cents each', () => {
  const { monthlyUsd, usageUsd, items } = costOf(
    { Gateway: ['AWS::EC2::NatGateway', {}] },
    { 'nat-gateway-hour': 0.045, 'nat-gateway-gb': 0.045, 'internet-gb': 0.09 },
    { usage: { 'nat-gateway-gb': 1 } },
  );
  expect(monthlyUsd / 730).toBeCloseTo(0.045, 6);
  expect(items.find(({ price }) => price === 'nat-gateway-gb')?.monthlyUsd).toBe(0.045);
  expect(usageUsd).toBe(0.05);
});

// AWS's advisor on Aurora Serverless, us-east-1, 2026-03-28, which tells whole dollars of a month of 730 hours:
// https://github.com/aws/agent-toolkit-for-aws/blob/main/skills/specialized-skills/database-skills/amazon-aurora-mysql/references/serverless-advisory-worked-examples.md
it.each([
  { acu: 3.5, dollars: 357 },
  { acu: 6, dollars: 576 },
  { acu: 16, dollars: 1452 },
])('Aurora Serverless v2: $acu ACU and 500 GB cost $dollars dollars', ({ acu, dollars }) => {
  const { totalUsd } = costOf(
    {
      Cluster: [
        'AWS::RDS::DBCluster',
        { Engine: 'aurora-postgresql', ServerlessV2ScalingConfiguration: { MinCapacity: acu, MaxCapacity: 16 } },
      ],
      Writer: ['AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Cluster' }, DBInstanceClass: 'db.serverless' }],
    },
    { 'database-acu-hour': 0.12, 'database-gb-month': 0.1 },
    { usage: { 'database-gb-month': 500 } },
  );
  expect(Math.round(totalUsd)).toBe(dollars);
});
