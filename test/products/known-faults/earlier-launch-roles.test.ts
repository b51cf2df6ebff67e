/**
 * Launch roles as they were with the releases before the second sources of the table of permissions: what they lacked is found,
 * and nothing else. That today's lack nothing, launch-role.test.ts says.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyDocument } from '../../../catalog/permissions';
import { loadReleases } from '../../../catalog/release';
import { parseTemplate } from '../../../catalog/template';
import { filled, missingIn, tooNarrowIn } from '../../../operations/contracts/launch-role-gaps';
import statements from './earlier-launch-roles.json';

/** Gaps by the product's release that was newest then: actions, and those that AWS allows on `*` alone. */
const GAPS: Readonly<Record<keyof typeof statements, { version: string; missing: string[]; narrow: string[] }>> = {
  data: {
    version: '1.1.0',
    missing: [
      'application-autoscaling:DescribeScalableTargets',
      'application-autoscaling:DescribeScalingPolicies',
      'application-autoscaling:DescribeScheduledActions',
      'dynamodb:DescribeTableReplicaAutoScaling',
      'ec2:DescribeNetworkInterfaceAttribute',
    ],
    narrow: [],
  },
  app: {
    version: '1.1.0',
    missing: [
      'ec2:DescribeAccountAttributes',
      'ec2:DescribeAddresses',
      'ec2:DescribeInternetGateways',
      'ec2:DescribeSubnets',
      'ec2:GetSecurityGroupsForVpc',
    ],
    narrow: ['cloudwatch:DescribeAlarms', 'ecs:RegisterTaskDefinition'],
  },
  search: {
    version: '1.1.0',
    missing: ['kms:Encrypt'],
    narrow: ['ecs:RegisterTaskDefinition', 'servicediscovery:GetOperation'],
  },
  observability: {
    version: '1.2.0',
    missing: [],
    narrow: ['cloudwatch:DescribeAlarms', 'cloudwatch:PutCompositeAlarm'],
  },
  delivery: { version: '1.1.0', missing: ['codestar-connections:PassConnection'], narrow: [] },
};

/** Actions of gaps, each once, in alphabetical order. */
function actionsOf(gaps: readonly string[]): string[] {
  return [...new Set(gaps.map((gap) => gap.split(' ')[1] ?? ''))].sort();
}

test.each(Object.keys(GAPS) as (keyof typeof statements)[])('the launch role of %s', (product) => {
  const { version, missing, narrow } = GAPS[product];
  const releases = loadReleases(join(__dirname, '../../../products', product));
  const file = releases.find((release) => release.version === version)?.file ?? '';
  const template = parseTemplate(readFileSync(file, 'utf8'));
  const policy: PolicyDocument = {
    Version: '2012-10-17',
    Statement: JSON.parse(filled(JSON.stringify(statements[product]))),
  };
  expect(actionsOf(missingIn(template, policy))).toEqual(missing);
  expect(actionsOf(tooNarrowIn(template, policy)).filter((action) => !missing.includes(action))).toEqual(narrow);
});
