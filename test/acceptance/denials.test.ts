import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LookupEventsCommandOutput } from '@aws-sdk/client-cloudtrail';
import { denialsIn, parseEvent, sessionSeconds } from './trail/denials';

/** Answer in the form of AWS's pages: see the README beside it. */
const answer: Pick<LookupEventsCommandOutput, 'Events'> = JSON.parse(
  readFileSync(join(__dirname, 'trail/recorded/lookup-events.json'), 'utf8'),
);
const events = (answer.Events ?? []).map(({ CloudTrailEvent = '' }) => parseEvent(CloudTrailEvent));
const ofLaunchRoles = (role: string) => role.startsWith('BellyfedLaunch-');

test('finds the calls that AWS refused to launch roles for want of permission, each once, however the service spells it', () => {
  expect(denialsIn(events, ofLaunchRoles).map(({ role, action, times }) => [role, action, times])).toEqual([
    ['BellyfedLaunch-app', 'elasticloadbalancing:CreateLoadBalancer', 2],
    ['BellyfedLaunch-app', 'ec2:DescribeSubnets', 1],
    ['BellyfedLaunch-observability', 'monitoring:DescribeAlarms', 1],
  ]);
});

test("keeps AWS's words, which name the action that was missing", () => {
  const [first] = denialsIn(events, ofLaunchRoles);
  expect(first?.message).toContain('is not authorized to perform: ec2:DescribeAccountAttributes');
});

test('takes no other error, no other role and no user of the same name for a refusal', () => {
  const told = JSON.stringify(denialsIn(events, ofLaunchRoles));
  for (const other of ['DescribeVpcs', 'CreateVpc', 'SomebodyElse', 'GetRole']) expect(told).not.toContain(other);
  expect(denialsIn(events, (role) => role === 'SomebodyElse')).toHaveLength(1);
});

test('reads for how long Service Catalog takes a launch role on', () => {
  expect(sessionSeconds(events, 'BellyfedLaunch-app')).toBe(43_200);
  expect(sessionSeconds(events, 'BellyfedLaunch-data')).toBeUndefined();
});
